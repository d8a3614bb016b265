using Amazon.Lambda.TestUtilities;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>What is recorded and counted over several passes, through the handler and over the wire.</summary>
public class ClockTests
{
    [Fact]
    public async Task A_pass_does_not_take_what_another_one_wrote_that_began_later_for_forged()
    {
        await using var world = await World.WalkingAsync();
        var (found, due) = (world.Key("alice"), world.Key("alice"));
        found.Deactivate();
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Times = 1, Before = _ => OtherPass() });

        var summary = await world.PassAsync();

        (summary.GraceStarted, summary.Deactivated, summary.Failed).ShouldBe((0, 0, 0), "the other pass had done it all");
        (found.Status, due.Status).ShouldBe(("Inactive", "Inactive"));
        found.User.Tags[KeyClock.TagKey(found.Id)].ShouldBe("inactive 2026-01-05T06:13:00Z seen 2026-01-05T06:13:00Z");
        due.User.Tags[KeyClock.TagKey(due.Id)].ShouldBe("deactivated 2026-01-05T06:13:00Z after 30 seen 2026-01-05T06:13:00Z");
        world.MailText.ShouldNotContain("lies in the future");
        world.MailText.ShouldContain("IN GRACE (2)");

        void OtherPass()
        {
            world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(13));
            using var other = world.Deploy();
            other.InvokeAsync("{}", new TestLambdaLogger(), Stream.Null).Wait();
        }
    }

    [Fact]
    public async Task A_key_turned_back_on_once_more_than_a_tag_can_count_is_remembered_all_the_same()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        key.User.Tag(KeyClock.TagKey(key.Id), "inactive 2025-12-20T00:00:00Z seen 2026-01-04T06:00:00Z 999999");

        (await world.PassAsync()).Reactivated.ShouldBe(1);

        key.User.Tags[KeyClock.TagKey(key.Id)].ShouldBe("active 2026-01-05T06:00:00Z 999999");
        world.Days(1);
        (await world.PassAsync()).Reactivated.ShouldBe(0);
        world.MailText.ShouldNotContain("counts as absent");
        key.Status.ShouldBe("Active");
    }
}
