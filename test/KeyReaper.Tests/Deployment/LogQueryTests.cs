using System.Text.Json;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Organization;

namespace KeyReaper.Tests.Deployment;

/// <summary>The stack's saved queries, by what the log of a pass really has. Their regular expressions are of the same kind as .NET's.</summary>
public sealed partial class LogQueryTests
{
    private static readonly string[] Names = ["ActsQuery", "ActsByUserQuery", "ExemptionsQuery", "PassesQuery"];

    [Fact]
    public async Task The_acts_of_a_pass_are_found_with_key_and_user()
    {
        await using var world = await World.StartAsync();
        var deactivated = world.Key("alice", used: 45);
        var deleted = world.Key("bob.m-x@example.com", used: 90);
        deleted.Deactivate();
        deleted.User.Tag($"keyreaper:key:{deleted.Id}", $"inactive {world.Ago(40):yyyy-MM-dd'T'HH:mm:ss'Z'} seen {world.Ago(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        world.Key("carol", used: 1);

        await world.PassAsync();

        foreach (var query in new[] { "ActsQuery", "ActsByUserQuery" })
            Found(Template.Source, query, world.Log).ShouldBe([$"deactivated {deactivated.Id} alice", $"deleted {deleted.Id} bob.m-x@example.com"], ignoreOrder: true);
    }

    [Fact]
    public async Task In_an_organization_with_the_account_too()
    {
        await using var hub = await Hub.StartAsync();
        var payments = hub.Join("444455556666");
        var key = hub.World.Key("alice", used: 45, account: payments);

        await hub.PassAsync(payments);

        Found(Template.Hub, "ActsQuery", hub.World.Log).ShouldBe([$"deactivated {key.Id} alice 444455556666"]);
    }

    [Theory]
    [InlineData("ExemptionsQuery")]
    [InlineData("PassesQuery")]
    public async Task Figures_are_fields_of_the_line_that_every_pass_writes(string query)
    {
        await using var world = await World.StartAsync();

        await world.PassAsync();

        var line = JsonElement.Parse(world.StandardOutput);
        string[] fields = [.. Fields().Matches(QueryString(Template.Source, query)).Select(field => field.Groups["name"].Value).Where(name => name.Length > 0).Distinct()];
        fields.Length.ShouldBeGreaterThan(1);
        fields.Where(name => !line.TryGetProperty(name, out _)).ShouldBeEmpty();
    }

    [Fact]
    public void A_hub_has_the_same() =>
        Queries(Template.Hub).ShouldBe(Queries(Template.Source));

    private static Dictionary<string, string> Queries(Template template) =>
        Names.ToDictionary(name => name, name => QueryString(template, name));

    private static string QueryString(Template template, string query) => template.Root["Resources"]![query]!["Properties"]!["QueryString"]!.ToString();

    private static IEnumerable<string> Found(Template template, string query, string log)
    {
        var text = QueryString(template, query);
        var filter = new Regex(Filter().Match(text).Groups["pattern"].Value);
        Regex[] parse = [.. Parse().Matches(text).Select(one => new Regex(one.Groups["pattern"].Value))];
        return
            from line in log.Split('\n')
            let message = line.TrimEnd('\r').Split(": ", 2)[^1] // Lambda has the level in a field of its own
            where filter.IsMatch(message)
            select string.Join(' ', parse.SelectMany(one => one.Match(message).Groups.Values.Skip(1)));
    }

    [GeneratedRegex("filter message like /(?<pattern>.*)/")]
    private static partial Regex Filter();

    [GeneratedRegex("parse message /(?<pattern>.*)/")]
    private static partial Regex Parse();

    [GeneratedRegex(@"\b(?:ispresent|latest|sum)\((?<name>[A-Za-z]+)\)|by (?<name>[A-Za-z]+),")]
    private static partial Regex Fields();
}
