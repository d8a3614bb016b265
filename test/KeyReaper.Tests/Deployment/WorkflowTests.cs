using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

/// <summary>The workflow cannot run here, but what it runs can, if the tools are installed: each job is a script, and the script says what it could not try.</summary>
public class WorkflowTests
{
    private const string Script = "test/deployable.sh";

    private static readonly string[] Steps = ["official", "bundled", "validate", "sam", "tools", "deploy", "release"];

    private static readonly string[] Commands =
    [
        .. ShortForm.Read(Repository.Read(".github/workflows/ci.yml"))["jobs"]!.AsObject()
            .SelectMany(job => job.Value!["steps"]!.AsArray()).Select(step => step!["run"]).OfType<JsonNode>().Select(run => run.ToString()),
    ];

    [Fact]
    public void A_job_runs_scripts_alone_and_they_are_there()
    {
        foreach (var words in Commands.Where(command => !command.StartsWith("pip install ", StringComparison.Ordinal)).Select(command => command.Split(' ')))
        {
            words[0].ShouldBe("bash");
            File.Exists(Repository.PathOf(words[1])).ShouldBeTrue(words[1]);
        }
    }

    [Fact]
    public void Every_way_to_a_deployment_is_tried_and_none_may_be_left_out() =>
        Commands.Where(command => command.StartsWith($"bash {Script} --all ", StringComparison.Ordinal)).SelectMany(command => command.Split(' ')[3..]).ShouldBe(Steps, ignoreOrder: true);

    [InstalledFact("bash")]
    public async Task What_cannot_be_tried_is_said_and_fails_only_where_all_has_to_be_tried()
    {
        await using var some = await RunAsync("validate");
        (await some.ExitAsync()).ShouldBe(0, some.ToString());
        some.Output.ShouldContain("not tried: validate: the SAM CLI is not installed");

        await using var all = await RunAsync("--all", "validate");
        (await all.ExitAsync()).ShouldBe(1, all.ToString());
    }

    [InstalledFact("bash")]
    public async Task A_step_that_it_does_not_know_is_refused_with_those_that_it_does()
    {
        await using var unknown = await RunAsync("all");

        (await unknown.ExitAsync()).ShouldBe(2);
        unknown.Errors.ShouldContain("Steps are official, bundled, validate, sam, tools, deploy and release.");
    }

    /// <summary>Runs with the system's own tools only, whatever is installed here.</summary>
    private static Task<Child> RunAsync(params string[] arguments) => Child.RunAsync("bash", [Repository.PathOf(Script), .. arguments], ("PATH", "/usr/bin:/bin"), ("HOME", "/nowhere"));
}
