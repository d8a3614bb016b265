using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Lambda.TestUtilities;
using AngleSharp.Html.Parser;
using KeyReaper.Aws;
using KeyReaper.Cli.Explain;
using KeyReaper.Cli.Html;
using KeyReaper.Cli.Seen;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Cli;
using KeyReaper.Tests.Cli.Preview;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Reporting;

/// <summary>
/// Compares what the mail, the JSON, the chat card, the page, the CSV, the terminal and explain say about each access key with what really happened to it, in
/// a seeded account of 300 users where some last uses are not read and some are refused.
/// </summary>
public sealed partial class TruthTests(ITestOutputHelper output) : IDisposable
{
    private const int Users = 300;

    private readonly int seed = Random.Shared.Next();
    private readonly World world = World.WithoutSocket();
    private readonly Dictionary<string, Truth> truths = [];
    private readonly TestLambdaLogger logger = new();

    public void Dispose() => world.DisposeAsync().AsTask().Wait();

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task What_is_not_known_is_said_to_be_not_known_and_what_is_said_is_true(string inventory)
    {
        output.WriteLine($"seed {seed}");
        Seed(new Random(seed));
        world.With("INVENTORY", inventory).With("DRY_RUN", "true").With("MAX_DEACTIVATIONS", "1000").With("MAX_DELETIONS", "1000");

        var mailed = await Record.ExceptionAsync(() => world.PassAsync());
        mailed.ShouldBeOfType<PassException>("the last use of some keys is refused");
        var report = await LookAsync();

        Said[] all =
        [
            .. InMail(world.MailText), .. InJson(world.Mail.BodyFor("sqs")), .. InCard(world.Mail.BodyFor("https")),
            .. OnPage(HtmlReport.Render(report)), .. InCsv(report), .. OnTerminal(report), .. Explained(report),
        ];

        foreach (var surface in all.GroupBy(said => said.Surface)) output.WriteLine($"{surface.Key}: {surface.Count()} keys, {surface.Count(said => said.NotLookedUp)} of them with a last use that was not looked up");
        all.Select(said => said.Surface).Distinct().Count().ShouldBe(7);
        all.Where(said => said.NotLookedUp).Select(said => said.Surface).Distinct().ShouldBe(["mail", "JSON", "card", "page", "CSV", "terminal", "explain"], ignoreOrder: true, "each of them has something that it does not know");
        all.Where(said => said.Never).Select(said => said.Surface).Distinct().Count().ShouldBe(7);
        all.Where(said => said.LastUsedOn is not null).Select(said => said.Surface).Distinct().ShouldBe(["mail", "JSON", "card", "page", "CSV", "terminal", "explain"], ignoreOrder: true);
        all.Where(said => said.IdleDays is not null).Select(said => said.Surface).Distinct().ShouldBe(["mail", "page", "explain"], ignoreOrder: true);
        all.SelectMany(said => Lies(said).Select(lie => $"{said.Surface}, {said.Id}: {lie}")).ShouldBeEmpty();
    }

    /// <summary>What one of these says about one key.</summary>
    private sealed record Said(string Surface, string Id)
    {
        public bool Never { get; init; }
        public bool NotLookedUp { get; init; }
        public string? LastUsedOn { get; init; }
        public int? IdleDays { get; init; }

        public static Said Of(string surface, string id, string text) => new(surface, id)
        {
            Never = NeverUsed().IsMatch(text),
            NotLookedUp = text.Contains("not looked up", StringComparison.Ordinal),
            LastUsedOn = LastUsed().Match(text) is { Success: true } used ? used.Groups["day"].Value : null,
            IdleDays = Idle().Match(text) is { Success: true } idle ? int.Parse(idle.Groups["days"].Value, CultureInfo.InvariantCulture) : null,
        };
    }

    private sealed record Truth(SandboxAccessKey Key, bool Refused);

    private IEnumerable<string> Lies(Said said)
    {
        var truth = truths[said.Id];
        var used = truth.Key.LastUsed?.At;
        if (said.Never && used is not null) yield return $"never used, but it was on {used:yyyy-MM-dd}";
        if (said.LastUsedOn is { } day && day != $"{used:yyyy-MM-dd}") yield return $"last used on {day}, but it was {(used is null ? "never" : $"on {used:yyyy-MM-dd}")}";
        if (said.Never ? said.LastUsedOn is not null || said.NotLookedUp : said.LastUsedOn is not null && said.NotLookedUp) yield return "two things at once";
        if (truth.Refused && !said.NotLookedUp && (said.Never || said.LastUsedOn is not null)) yield return "IAM refused to tell its last use, and it is told";

        // It may have been idle for less if somebody turned it back on, which is said beside it.
        if (said.IdleDays is { } idle && idle > (int)(world.Sandbox.Clock.GetUtcNow() - (used ?? truth.Key.Created)).TotalDays) yield return $"idle {idle} days, but {(used is null ? "made" : "used")} on {used ?? truth.Key.Created:yyyy-MM-dd}";
    }

    private void Seed(Random random)
    {
        for (var user = 0; user < Users; user++)
        {
            for (var keys = random.Next(1, 3); keys > 0; keys--)
            {
                var created = random.Next(1, 900);
                var key = world.Key($"user-{user:000}", created, used: random.Next(10) < 7 ? random.NextDouble() * created : null);
                var refused = random.Next(10) == 0;
                if (refused) world.Sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", AccessKeyId = key.Id, Kind = FaultKind.AccessDenied });
                if (random.Next(3) == 0)
                {
                    key.Deactivate();
                    if (random.Next(2) == 0) key.User.Tag($"keyreaper:key:{key.Id}", $"inactive {world.Ago(random.Next(1, 60)):yyyy-MM-dd'T'HH:mm:ss'Z'} seen {world.Ago(random.Next(1, 3)):yyyy-MM-dd'T'HH:mm:ss'Z'}");
                    if (random.Next(4) == 0) key.Activate(); // turned back on, so nobody asks for its last use
                }

                if (random.Next(20) == 0) key.User.Tag($"keyreaper:exempt:{key.Id}", "true");
                truths[key.Id] = new(key, refused);
            }
        }
    }

    private async Task<Report> LookAsync()
    {
        if (world.ReportIsFresh) world.Account.CredentialReport.Store();
        using var deployed = world.Deploy();
        using var time = new TimeBudget(TimeSpan.FromMinutes(15), world.Sandbox.Clock);
        return await new Reaper(world.Settings, new Iam(deployed.Clients.Iam(null), world.Sandbox.Clock), world.Sandbox.Clock, logger).RunAsync(world.Account.Id, time);
    }

    private IEnumerable<Said> InMail(string mail) =>
        from entry in mail.Split("\n\n")
        from id in KeyIds(entry)
        where entry.Contains($"key {id}", StringComparison.Ordinal) && entry.StartsWith("user ", StringComparison.Ordinal)
        select Said.Of("mail", id, entry);

    private static IEnumerable<Said> InJson(string json) =>
        from key in JsonElement.Parse(json).GetProperty("keys").EnumerateArray()
        let lastUse = key.TryGetProperty("lastUse", out var word) ? word.GetString() : null
        select new Said("JSON", key.GetProperty("accessKeyId").GetString()!)
        {
            Never = lastUse == "never" || (key.TryGetProperty("neverUsed", out var never) && never.GetBoolean()),
            NotLookedUp = lastUse == "not-looked-up",
            LastUsedOn = key.TryGetProperty("lastUsed", out var used) ? used.GetProperty("date").GetString()![..10] : null,
        };

    private IEnumerable<Said> InCard(string card) =>
        from line in JsonElement.Parse(card).GetProperty("content").GetProperty("description").GetString()!.Split('\n')
        where line.StartsWith('•')
        from id in KeyIds(line)
        select Said.Of("card", id, line);

    private static IEnumerable<Said> OnPage(string html) =>
        from row in new HtmlParser().ParseDocument(html).QuerySelectorAll("table.keys tbody tr")
        let used = row.QuerySelector("td.used")!
        let idle = row.QuerySelector("td.idle")!.TextContent.Trim()
        select new Said("page", row.QuerySelector("th code")!.TextContent)
        {
            Never = used.TextContent.Contains("never", StringComparison.Ordinal),
            NotLookedUp = used.TextContent.Contains("not looked up", StringComparison.Ordinal),
            LastUsedOn = used.QuerySelector("time")?.TextContent,
            IdleDays = int.TryParse(idle, CultureInfo.InvariantCulture, out var days) ? days : null,
        };

    private static IEnumerable<Said> InCsv(Report report)
    {
        using var text = new StringWriter();
        KeyCsv.Write(report, text);
        return
            from row in PreviewTests.Rows(text.ToString())
            where row["AccessKeyId"].Length > 0
            select new Said("CSV", row["AccessKeyId"])
            {
                Never = row["LastUse"] == "never",
                NotLookedUp = row["LastUse"] == "not-looked-up",
                LastUsedOn = row["LastUsed"] is { Length: > 0 } used ? used[..10] : null,
            };
    }

    private IEnumerable<Said> OnTerminal(Report report) =>
        from line in Printed.By(console => new PreviewScreen(console).Show(report, "arn:aws:iam::111122223333:user/ana"), columns: 200).Split('\n')
        where !line.TrimStart().StartsWith('-')
        from id in KeyIds(line)
        select Said.Of("terminal", id, line);

    private static IEnumerable<Said> Explained(Report report) =>
        from step in report.Plan.Steps
        where step.Key.Status is not KeyStatus.Deleted
        let facts = new Explanation(report, step).Facts.ToArray()
        select Said.Of("explain", step.Key.Id, string.Join('\n', facts.Where(fact => fact.Name is "last used" or "idle").Select(fact => $"{fact.Name} {fact.Value}")));

    private IEnumerable<string> KeyIds(string text) => KeyId().Matches(text).Select(id => id.Value).Where(truths.ContainsKey).Distinct();

    [GeneratedRegex("AKIA[A-Z0-9]{16}")]
    private static partial Regex KeyId();

    [GeneratedRegex("never used|last used never")]
    private static partial Regex NeverUsed();

    [GeneratedRegex("last used (?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")]
    private static partial Regex LastUsed();

    [GeneratedRegex("(?<!at most )idle:? (?<days>[0-9]+) day")]
    private static partial Regex Idle();
}
