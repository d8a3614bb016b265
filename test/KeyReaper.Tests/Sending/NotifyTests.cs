using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sending;

/// <summary><c>NOTIFY=changes</c>: what is worth a message, and what is not.</summary>
public class NotifyTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"dryRun": true}""")]
    public async Task Nothing_to_tell_sends_nothing_but_the_metrics(string request)
    {
        await using var world = await StartAsync();
        world.Key("alice", used: 1).User.Tag("owner", "web");

        (await world.PassAsync(request)).Published.ShouldBeFalse();

        world.Topic.Messages.ShouldBeEmpty();
        world.StandardOutput.ShouldContain("\"KeysScanned\":1");
    }

    [Fact]
    public async Task A_dry_run_that_would_do_something_says_so_every_time()
    {
        await using var world = await StartAsync();
        world.Key("alice");

        for (var day = 0; day < 2; day++, world.Days(1)) (await world.PassAsync("""{"dryRun": true}""")).Published.ShouldBeTrue();

        world.Topic.Messages.ShouldAllBe(message => message.Attributes["outcome"] == "changed");
    }

    [Fact]
    public async Task A_key_in_grace_is_silent_until_its_deletion_is_due_and_its_owner_is_told_then_too()
    {
        await using var world = await StartAsync();
        world.Key("alice").User.Tag("owner", "web");
        await world.PassAsync();

        await world.WatchAsync(days: 21);
        world.Days(1);
        (await world.PassAsync()).Published.ShouldBeFalse();
        world.OwnerMails.Count.ShouldBe(1);

        world.Days(1);
        (await world.PassAsync()).Published.ShouldBeTrue();
        (world.Mail.Attributes["outcome"], world.OwnerMails[^1].Subject).ShouldBe(("due", "[KeyReaper LIVE] 111122223333: 1 of your access keys due"));
    }

    [Fact]
    public async Task A_root_access_key_alone_is_nothing_new_and_stays_silent()
    {
        await using var world = await StartAsync();
        world.Account.RootAccessKey = true;
        world.Key("alice", used: 1);

        (await world.PassAsync()).Published.ShouldBeFalse();

        world.Key("bob");
        await world.PassAsync();
        world.MailText.ShouldContain("The root user has an active access key");
    }

    [Fact]
    public async Task A_key_that_could_not_be_read_breaks_the_silence_in_a_dry_run_too()
    {
        await using var world = await StartAsync();
        world.With("INVENTORY", "walk").Key("alice", used: 1);
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Kind = FaultKind.AccessDenied });

        await Assert.ThrowsAsync<PassException>(() => world.PassAsync("""{"dryRun": true}"""));

        (world.Mail.Attributes["outcome"], world.Mail.Attributes["mode"]).ShouldBe(("attention", "dry-run"));
    }

    [Fact]
    public async Task An_inventory_that_broke_off_breaks_the_silence()
    {
        await using var world = await StartAsync();
        world.With("INVENTORY", "walk");
        world.Sandbox.Faults.Add(new() { Action = "ListUsers", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        world.Mail.Attributes["outcome"].ShouldBe("attention");
    }

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync();
        world.With("NOTIFY", "changes").With("OWNER_TAG", "owner");
        return world;
    }
}
