using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

public class LambdaToolsTests
{
    // The long switches of `dotnet lambda deploy-function` and `deploy-serverless` (Amazon.Lambda.Tools 7). An unknown key is ignored there in silence.
    private static readonly string[] Switches =
    [
        "profile", "region", "configuration", "framework", "project-location", "msbuild-parameters", "package-type", "function-name", "function-description",
        "function-role", "function-handler", "function-runtime", "function-architecture", "function-memory-size", "function-timeout", "environment-variables",
        "append-environment-variables", "tags", "log-format", "log-group", "s3-bucket", "s3-prefix", "resolve-s3", "template", "stack-name",
        "template-parameters", "template-substitutions", "cloudformation-role", "disable-capabilities", "stack-wait", "stack-polling-delay", "package",
    ];

    private static readonly JsonObject Defaults = JsonNode.Parse(Repository.Read("aws-lambda-tools-defaults.json"))!.AsObject();

    [Fact]
    public void Every_key_is_a_switch_of_the_tool_beside_the_note_to_the_reader() =>
        Defaults.Select(entry => entry.Key).Except(Switches).ShouldBe(["Information"]);

    [Fact]
    public void The_project_and_the_template_are_there()
    {
        Directory.GetFiles(Repository.PathOf(Defaults["project-location"]!.ToString()), "*.csproj").ShouldHaveSingleItem();
        File.Exists(Repository.PathOf(Defaults["template"]!.ToString())).ShouldBeTrue();
    }

    [Theory]
    [InlineData("function-handler", "Handler")]
    [InlineData("function-runtime", "Runtime")]
    [InlineData("function-memory-size", "MemorySize")]
    [InlineData("function-timeout", "Timeout")]
    public void Replacing_the_code_of_a_function_changes_nothing_that_the_template_said(string key, string property) =>
        Defaults[key]!.ToString().ShouldBe(Template.Source.With()["ReaperFunction"][property]!.ToString());

    [Fact]
    public void The_architecture_is_the_templates() =>
        Defaults["function-architecture"]!.ToString().ShouldBe(Template.Source.With()["ReaperFunction"]["Architectures"]!.AsArray().Single()!.ToString());

    [Theory]
    [InlineData("environment-variables")] // would wipe those of the stack
    [InlineData("profile")]
    [InlineData("region")]
    [InlineData("function-name")]
    public void What_differs_from_account_to_account_is_left_open(string key) => Defaults.ContainsKey(key).ShouldBeFalse();
}
