using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>Messages to owners, through the handler and over the wire.</summary>
public class OwnersTests
{
    [Fact]
    public async Task Each_owner_is_told_after_the_summary_of_their_own_keys_and_no_others()
    {
        await using var world = await StartAsync();
        var billing = Key(world, "billing-ci", "billing", used: 60);
        var web = Key(world, "web-deploy", "web", used: 90);
        Key(world, "web-api", "web", used: 25);
        Key(world, "web-live", "web", used: 1);
        var nobodys = world.Key("orphan", used: 60);

        (await world.PassAsync()).Deactivated.ShouldBe(3);

        world.Topic.Messages.Select(message => message.Attributes["audience"]).ShouldBe(["summary", "owner", "owner"]);
        var (first, second) = (world.OwnerMails[0], world.OwnerMails[1]);
        first.Attributes.ShouldBe(
            new Dictionary<string, string> { ["account"] = "111122223333", ["mode"] = "live", ["outcome"] = "changed", ["audience"] = "owner", ["owner"] = "billing" }, ignoreOrder: true);
        first.Subject.ShouldBe("[KeyReaper LIVE] 111122223333: 1 of your access keys deactivated");
        second.Subject.ShouldBe("[KeyReaper LIVE] 111122223333: 1 of your access keys deactivated, 1 due");
        first.BodyFor("email").ShouldContain("You get this because these keys belong to IAM users tagged owner=billing.");
        first.BodyFor("email").ShouldContain($"--access-key-id {billing.Id} --status Active");
        Ids(second).ShouldContain(web.Id);
        foreach (var other in new[] { web.Id, nobodys.Id, "web-", "orphan" }) first.Message.ShouldNotContain(other);
        world.MailText.ShouldContain("2 owners are told about their own keys.");
        JsonElement.Parse(world.Mail.BodyFor("sqs")).GetProperty("owners").GetRawText().ShouldBe("""{"concerned":2,"told":2}""");
    }

    [Fact]
    public async Task A_dry_run_tells_no_owner_and_says_how_many_it_would()
    {
        await using var world = await StartAsync();
        Key(world, "alice", "web");
        Key(world, "bob", "billing");

        await world.PassAsync("""{"dryRun": true}""");

        world.OwnerMails.ShouldBeEmpty();
        world.MailText.ShouldContain("When live, KeyReaper would tell 2 owners about their own keys. In a dry run it tells none.");
    }

    [Fact]
    public async Task At_most_a_hundred_owners_are_told_the_most_pressing_first_and_no_more_than_ten_a_second()
    {
        await using var world = await StartAsync();
        world.With("MAX_DEACTIVATIONS", "1000").With("INVENTORY", "walk");
        Key(world, "zz-soon", "due tomorrow", used: 29);
        for (var number = 0; number < 102; number++) Key(world, $"user{number:000}", $"owner{number:000}");
        var old = Key(world, "zz-old", "lost their key");
        old.Deactivate();
        old.User.Tag($"keyreaper:key:{old.Id}", "inactive 2025-12-01T06:00:00Z seen 2026-01-04T06:00:00Z");

        (await world.PassAsync()).Deleted.ShouldBe(1);

        world.OwnerMails.Select(mail => mail.Attributes["owner"]).ShouldBe(["lost their key", .. Enumerable.Range(0, 99).Select(number => $"owner{number:000}")]);
        world.MailText.ShouldContain("100 owners are told about their own keys. 4 more are not: at most 100 are told at a time.");
        JsonElement.Parse(world.Mail.BodyFor("sqs")).GetProperty("owners").GetRawText().ShouldBe("""{"concerned":104,"told":100}""");
        foreach (var (earlier, later) in world.Topic.Messages.Zip(world.Topic.Messages.Skip(1)))
            (later.At - earlier.At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task An_owner_who_cannot_be_told_is_logged_and_fails_the_pass_after_everyone_else_was()
    {
        await using var world = await StartAsync();
        foreach (var owner in new[] { "a", "b", "c" }) Key(world, $"user-{owner}", owner);
        world.Sandbox.Faults.Add(new() { Action = "Publish", When = call => call.Parameters.Values.Contains("b"), Kind = FaultKind.AccessDenied });

        var error = await world.FailingPassAsync();

        error.Message.ShouldContain("0 failed, 0 not attempted, 1 owner not told");
        world.Mail.Attributes["outcome"].ShouldBe("changed");
        world.OwnerMails.Select(mail => mail.Attributes["owner"]).ShouldBe(["a", "c"]);
        world.Log.ShouldContain("Owner b was not told about their access keys. The report could not be published");
        world.StandardOutput.ShouldContain("\"KeysDeactivated\":3");
    }

    [Fact]
    public async Task When_the_summary_cannot_be_published_no_owner_is_told_and_the_metrics_are_out()
    {
        await using var world = await StartAsync();
        Key(world, "alice", "web");
        world.Sandbox.Topics.Delete(world.Topic.Arn);

        await Assert.ThrowsAsync<KeyReaper.Aws.TopicException>(() => world.PassAsync());

        world.Calls.Count(call => call == "Publish").ShouldBe(1);
        world.StandardOutput.ShouldContain("\"KeysDeactivated\":1");
    }

    [Fact]
    public async Task Owners_are_told_only_as_long_as_there_is_time()
    {
        await using var world = await StartAsync();
        foreach (var owner in new[] { "a", "b", "c" }) Key(world, $"user-{owner}", owner);
        world.Sandbox.Faults.Add(new() { Action = "Publish", Skip = 1, Times = 1, After = _ => world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(14.8)), Kind = FaultKind.None });

        (await world.FailingPassAsync()).Message.ShouldContain("owners not told");

        world.Calls.Count(call => call == "Publish").ShouldBe(2, "the summary, and one owner");
        world.Log.ShouldContain("owners could be told about their access keys");
        world.StandardOutput.ShouldContain("\"KeysDeactivated\":3");
    }

    [Theory]
    [InlineData("owner", "")]
    [InlineData("owner", "   ")]
    [InlineData(null, "web")]
    public async Task Without_an_owner_nobody_is_told(string? ownerTag, string owner)
    {
        await using var world = await StartAsync();
        world.With("OWNER_TAG", ownerTag);
        Key(world, "alice", owner);

        await world.PassAsync();

        world.OwnerMails.ShouldBeEmpty();
        world.MailText.ShouldNotContain("owner");
    }

    [Fact]
    public async Task Any_value_that_a_tag_can_hold_names_an_owner()
    {
        await using var world = await StartAsync();
        string[] owners = ["Zoë +=,.@:/ \u2028 x", new('ö', 256), "\U00020000", " padded "];
        foreach (var (index, owner) in owners.Index()) Key(world, $"user{index}", owner);

        await world.PassAsync();

        world.OwnerMails.Select(mail => mail.Attributes["owner"]).ShouldBe(owners, ignoreOrder: true);
        foreach (var mail in world.OwnerMails) mail.BodyFor("email").Split('\n').ShouldAllBe(line => !line.Contains('\u2028', StringComparison.Ordinal));
    }

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync();
        world.With("OWNER_TAG", "owner");
        return world;
    }

    private static SandboxAccessKey Key(World world, string user, string owner, double? used = null)
    {
        var key = world.Key(user, used: used);
        key.User.Tag("owner", owner);
        return key;
    }

    private static IEnumerable<string?> Ids(SandboxMessage message) =>
        JsonElement.Parse(message.BodyFor("sqs")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("accessKeyId").GetString());
}
