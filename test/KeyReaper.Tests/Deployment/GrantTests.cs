using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

public class GrantTests
{
    [Fact]
    public async Task The_template_grants_the_actions_that_passes_call_and_no_others()
    {
        await using var world = await World.StartAsync();
        var called = new HashSet<string>();
        async Task PassAsync()
        {
            await world.PassAsync();
            called.UnionWith(world.Sandbox.Calls.Select(call => $"{call.Service}:{call.Action}"));
        }

        var key = world.Key("alice");
        await PassAsync();
        world.Days(2);
        key.Activate();
        await PassAsync();
        world.Days(30);
        await PassAsync();
        for (var week = 0; week < 5; week++)
        {
            world.Days(7);
            await PassAsync();
        }

        world.With("INVENTORY", "walk");
        await PassAsync();

        key.User.AccessKeys.ShouldBeEmpty();
        // The other grants (log, queue, KMS) are used by AWS on the role's behalf.
        Template.Source.GrantedActions.Where(action => action.StartsWith("iam:", StringComparison.Ordinal) || action.StartsWith("sns:", StringComparison.Ordinal))
            .ShouldBe(called, ignoreOrder: true);
    }
}
