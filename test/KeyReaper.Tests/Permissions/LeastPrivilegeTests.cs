using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Permissions;

/// <summary>The template grants what KeyReaper needs (the whole story works with it) and nothing else (it does not work without any part of it).</summary>
public class LeastPrivilegeTests
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Granted = new(() => TellAsync(RolePolicies.Live));

    public static TheoryData<string> Parts => [.. RolePolicies.Live.Parts];

    [Fact]
    public async Task Under_exactly_what_a_live_stack_is_granted_the_whole_story_comes_true() =>
        string.Join('\n', await Granted.Value).ShouldBeApproved("Granted");

    [Fact]
    public async Task An_administrator_would_not_get_further_in_any_pass()
    {
        await using var world = await World.StartAsync();
        using var story = new PermissionStory(world.Under(["""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"""]));

        PassesOf(await story.TellAsync()).ShouldBe(PassesOf(await Granted.Value));
    }

    [Fact]
    public void Every_action_that_passes_are_granted_is_among_those_parts()
    {
        foreach (var action in Template.Source.GrantedActions.Where(action => !RolePolicies.IsForLambdaItself(action)))
        {
            Should.NotThrow(() => RolePolicies.Live.WithoutAction(action));
            RolePolicies.Live.Parts.ShouldContain(part => part.EndsWith(' ' + action) || RolePolicies.Live.Without(part).Documents.SequenceEqual(RolePolicies.Live.WithoutAction(action).Documents));
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Nothing_in_the_policies_could_be_left_out(string part)
    {
        var told = await TellAsync(RolePolicies.Live.Without(part));

        told.ShouldNotBe(await Granted.Value);
        if (part.StartsWith("LeaveExemptUsersAlone", StringComparison.Ordinal) || part.Contains(" condition ", StringComparison.Ordinal)) return;
        PassesOf(told).ShouldNotBe(PassesOf(await Granted.Value), "a grant serves passes");
    }

    [Fact]
    public async Task A_rehearsing_stack_is_granted_what_rehearsals_need()
    {
        await using var world = await World.StartAsync();
        world.Under(RolePolicies.Rehearsing.Documents).With("DRY_RUN", "true");
        world.Topic.KmsKeyArn = RolePolicies.KeyArn;
        world.Account.Alias = "example-prod";
        world.Key("alice", used: 45);
        world.Key("bob").Deactivate();
        var before = world.Account.Snapshot();

        foreach (var inventory in new[] { "auto", "walk" })
        {
            var summary = await world.With("INVENTORY", inventory).PassAsync();

            (summary.Deactivated, summary.GraceStarted).ShouldBe((1, 1));
            summary.Inventory.ShouldStartWith(inventory == "auto" ? "The credential report of" : "Every user was read: INVENTORY is walk");
            world.Mail.Subject.ShouldBe("[KeyReaper DRY RUN] 111122223333 (example-prod): would deactivate 1 of 2 access keys");
        }

        world.Account.Snapshot().ShouldBe(before);
    }

    [InstalledFact("python3 samtranslator")]
    public void The_SAM_transform_leaves_the_policies_as_they_are_written() =>
        RolePolicies.Of(Template.Translated.With(("DryRun", "false"), ("Encryption", "create"))).Documents.ShouldBe(RolePolicies.Live.Documents);

    private static IEnumerable<string> PassesOf(IEnumerable<string> told) => told.Where(line => !line.StartsWith("the role", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> TellAsync(RolePolicies policies)
    {
        await using var world = await World.StartAsync();
        using var story = new PermissionStory(world.Under(policies.Documents));
        return await story.TellAsync();
    }
}
