using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

public sealed class WholePassesByReport : WholePassTests
{
    internal override Task<World> StartAsync(SandboxOptions? options = null) => World.StartAsync(options);
}

public sealed class WholePassesByWalking : WholePassTests
{
    internal override Task<World> StartAsync(SandboxOptions? options = null) => World.WalkingAsync(options);

    [Fact]
    public async Task A_tag_left_by_a_key_that_someone_deleted_is_removed_and_foreign_tags_stay()
    {
        await using var world = await StartAsync();
        var key = world.Key("alice");
        key.User.Tag("owner", "ops");
        key.User.Tag("keyreaper:key:AKIAFOREIGNVALUE0000", "see the wiki");
        await world.PassAsync();
        key.Delete();

        await world.PassAsync();

        key.User.Tags.Keys.ShouldBe(["keyreaper:key:AKIAFOREIGNVALUE0000", "owner"], ignoreOrder: true);
    }
}
