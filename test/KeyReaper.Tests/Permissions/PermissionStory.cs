using KeyReaper.Aws;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Permissions;

/// <summary>A month in which KeyReaper does everything that it can, line by line: the result of each pass and of each forbidden act.</summary>
internal sealed class PermissionStory(World world) : IDisposable
{
    private readonly QueryClient role = new(world.Sandbox, World.RoleAccessKeyId);
    private readonly List<string> told = [];

    public async Task<IReadOnlyList<string>> TellAsync()
    {
        world.Account.Alias = "example-prod";
        world.Topic.KmsKeyArn = Deployment.RolePolicies.KeyArn;
        var busy = world.Key("bob", used: 1);
        world.Key("alice", used: 45, path: "/people/");
        var terraform = world.Key("terraform");
        world.Key("carol").Deactivate();
        var dave = world.Key("dave");
        world.Key("frank").User.Tag("keyreaper:exempt", "false");
        world.Key("grace").User.Tag("keyreaper:exempt", "2026-01-01");
        var erin = world.Key("erin", path: "/service/");
        erin.User.Tag("KeyReaper:Exempt", "until the audit");

        await PassAsync("unused keys");
        world.Days(2);
        busy.Use();
        terraform.Activate();
        dave.Delete();
        await PassAsync("a key turned back on and one deleted by someone", ("INVENTORY", "walk"));
        foreach (var (week, days) in new[] { ("first", 5), ("second", 7), ("third", 7), ("fourth", 7) })
        {
            world.Days(days);
            busy.Use();
            await PassAsync($"the {week} week of grace", ("INVENTORY", "auto"));
        }

        world.Days(2);
        await PassAsync("grace periods over");
        world.Days(2);
        await PassAsync("rehearsal by report", ("DRY_RUN", "true"));
        await PassAsync("rehearsal by walking", ("INVENTORY", "walk"));

        await AttemptAsync("deactivates an exempt user's key", "UpdateAccessKey", erin, ("AccessKeyId", erin.Id), ("Status", "Inactive"));
        await AttemptAsync("deletes it", "DeleteAccessKey", erin, ("AccessKeyId", erin.Id));
        await AttemptAsync("ends its exemption", "UntagUser", erin, ("TagKeys.member.1", "keyreaper:exempt"));
        await AttemptAsync("ends it otherwise", "TagUser", erin, ("Tags.member.1.Key", "keyreaper:exempt"), ("Tags.member.1.Value", "false"));
        await AttemptAsync("slips a foreign tag in", "TagUser", busy, ("Tags.member.1.Key", KeyClock.TagKey(busy.Id)), ("Tags.member.1.Value", "x"), ("Tags.member.2.Key", "owner"), ("Tags.member.2.Value", "x"));
        await AttemptAsync("asks to tag nothing", "TagUser", busy);
        return told;
    }

    public void Dispose() => role.Dispose();

    private async Task PassAsync(string name, params (string Variable, string Value)[] settings)
    {
        foreach (var (variable, value) in settings) world.With(variable, value);
        try
        {
            var summary = await world.PassAsync();
            told.Add($"{name}: {world.Mail.Subject}\n  {summary.Inventory}\n  {string.Join(' ', world.Mutations.DefaultIfEmpty("no act"))}");
        }
        catch (Exception error) when (error is PassException or TopicException)
        {
            told.Add($"{name}: ended as an error: {error.Message}");
        }
    }

    private async Task AttemptAsync(string what, string action, SandboxAccessKey key, params (string Name, string Value)[] parameters)
    {
        var answer = await role.Iam(action, [("UserName", key.User.Name), .. parameters]);
        told.Add($"the role {what}: {answer.Status} {answer.Code}");
    }
}
