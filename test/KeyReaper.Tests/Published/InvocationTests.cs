using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Organization;

namespace KeyReaper.Tests.Published;

/// <summary>The published files, run as Lambda runs them: all that the function knows comes from its environment.</summary>
[Collection(PublishingCollection.Name)]
public class InvocationTests(PublishedFunction published)
{
    private const string RoleKey = "ASIAKEYREAPERROLE000";

    [Fact]
    public async Task The_published_function_does_its_work_and_answers()
    {
        await using var sandbox = await SandboxServer.StartAsync(new() { Clock = SandboxClock.Running() });
        var now = sandbox.Clock.GetUtcNow();
        var unused = sandbox.Account.CreateUser("alice", created: now.AddDays(-400)).CreateAccessKey(now.AddDays(-400));
        var used = sandbox.Account.CreateUser("bob", created: now.AddDays(-400)).CreateAccessKey(now.AddDays(-400));
        used.Use(at: now.AddDays(-1));
        var topic = sandbox.Topics.Create("keyreaper");
        var responseFile = Path.Combine(published.NewFolder("response"), "response.json");

        await using var invocation = await InvokeAsync(sandbox, Template.Source.With()["ReaperFunction"], "{}", responseFile, ("TOPIC_ARN", topic.Arn), ("DRY_RUN", "false"));

        (await invocation.ExitAsync()).ShouldBe(0, invocation.ToString());
        (unused.Status, used.Status).ShouldBe(("Inactive", "Active"));
        topic.Messages.ShouldHaveSingleItem().Subject!.ShouldStartWith("[KeyReaper LIVE] 111122223333: deactivated 1 of 2");
        sandbox.Calls.Select(call => call.CallerAccessKeyId).ShouldAllBe(caller => caller == RoleKey);

        using var response = JsonDocument.Parse(await File.ReadAllTextAsync(responseFile));
        var summary = response.RootElement;
        (summary.GetProperty("account").GetString(), summary.GetProperty("mode").GetString()).ShouldBe(("111122223333", "LIVE"));
        (summary.GetProperty("users").GetInt32(), summary.GetProperty("keys").GetInt32(), summary.GetProperty("deactivated").GetInt32()).ShouldBe((2, 2, 1));

        using var metrics = JsonDocument.Parse(invocation.Output.Split('\n').Where(line => line.StartsWith("{\"_aws\":", StringComparison.Ordinal)).ShouldHaveSingleItem());
        metrics.RootElement.GetProperty("KeysDeactivated").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_fail_the_invocation_before_any_call()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var responseFile = Path.Combine(published.NewFolder("no-response"), "response.json");

        await using var invocation = await InvokeAsync(sandbox, Template.Source.With()["ReaperFunction"], "{}", responseFile, ("TOPIC_ARN", null), ("DRY_RUN", "no"));

        (await invocation.ExitAsync()).ShouldNotBe(0);
        invocation.Errors.ShouldContain("TOPIC_ARN is not set.");
        invocation.Errors.ShouldContain("DRY_RUN is 'no'. Valid: true and false.");
        File.Exists(responseFile).ShouldBeFalse();
        sandbox.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DigestFunction", "digest")]
    [InlineData("ReportFunction", "report")]
    public async Task The_published_functions_of_the_hub_answer_as_their_contracts_say(string function, string contract)
    {
        await using var sandbox = await SandboxServer.StartAsync(new() { Clock = SandboxClock.Running() });
        var topic = sandbox.Topics.Create("keyreaper");
        var responseFile = Path.Combine(published.NewFolder(contract), "response.json");

        await using var invocation = await InvokeAsync(
            sandbox, Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"))[function], Contract.Text($"{contract}-request"), responseFile,
            ("TOPIC_ARN", topic.Arn), ("DRY_RUN", "false"), ("ORGANIZATION_ID", "o-a1b2c3d4e5"));

        (await invocation.ExitAsync()).ShouldBe(0, invocation.ToString());
        JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(responseFile)), JsonNode.Parse(Contract.Text($"{contract}-answer"))).ShouldBeTrue();
        topic.Messages.Count.ShouldBe(contract == "report" ? 1 : 0);
    }

    private async Task<Child> InvokeAsync(SandboxServer sandbox, JsonObject function, string request, string responseFile, params (string Name, string? Value)[] settings)
    {
        // The host is put among the published files, since their deps.json makes the runtime look nowhere else.
        var folder = Path.GetDirectoryName(responseFile)!;
        foreach (var file in Directory.GetFiles(published.Folder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var host = Path.Combine(folder, "KeyReaper.Tests.dll");
        File.Copy(typeof(LambdaHost).Assembly.Location, host);

        return await Child.RunAsync(
            "dotnet",
            [
                "exec", "--runtimeconfig", Path.Combine(folder, "KeyReaper.runtimeconfig.json"), "--depsfile", Path.Combine(folder, "KeyReaper.deps.json"), host, LambdaHost.Command,
                function["Handler"]!.ToString(), request, responseFile,
            ],
            [
                ("AWS_ENDPOINT_URL", sandbox.Endpoint.ToString()), ("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_PROFILE", null),
                ("AWS_ACCESS_KEY_ID", RoleKey), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token"),
                ("AWS_CONFIG_FILE", Path.Combine(folder, "none")), ("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(folder, "none")),
                .. settings,
            ]);
    }
}
