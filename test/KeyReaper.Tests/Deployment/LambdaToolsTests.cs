using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace KeyReaper.Tests.Deployment;

/// <summary>What Amazon.Lambda.Tools reads, found and read as its version 7.0.0 does, by itself and under <c>sam build</c>.</summary>
/// <remarks>Read off its source: https://github.com/aws/aws-extensions-for-dotnet-cli, and that of SAM's builder: https://github.com/aws/aws-lambda-builders.</remarks>
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

    // UpdateFunctionConfigCommand.CreateConfigurationRequestIfDifferent: what deploy-function writes to a function that has it otherwise.
    private static readonly string[] Configuring =
    [
        "function-description", "function-role", "function-memory-size", "ephemerals-storage-size", "function-timeout", "function-layers", "function-subnets",
        "function-security-groups", "dead-letter-target-arn", "tracing-mode", "kms-key", "environment-variables", "append-environment-variables", "function-handler",
        "function-runtime", "log-format", "log-application-level", "log-system-level", "log-group", "snap-start-apply-on", "file-system-configs",
        "durable-execution-timeout", "durable-retention-period", "function-url-enable", "function-url-auth", "function-publish", "tags",
    ];

    // BaseCommand.DefaultConfig: in the folder that the tool is called from, and in no other.
    private static readonly JsonObject Defaults = JsonNode.Parse(Repository.Read("aws-lambda-tools-defaults.json"))!.AsObject();

    // Utilities.DetermineProjectLocation: from the folder that the tool is called from.
    private static readonly string Project = Path.Combine(Repository.Root, Defaults["project-location"]!.ToString());

    private static readonly string ProjectFile = Directory.GetFiles(Project, "*.csproj").Single();

    [Fact]
    public void Every_key_is_a_switch_of_the_tool_beside_the_note_to_the_reader() =>
        Defaults.Select(entry => entry.Key).Except(Switches).ShouldBe(["Information"]);

    [Fact] // DeployServerlessCommand.PerformActionAsync
    public void The_template_is_found_from_the_project_and_each_function_s_code_from_the_template()
    {
        var template = Path.Combine(Project, Defaults["template"]!.ToString());

        File.Exists(template).ShouldBeTrue(template);
        Path.GetFullPath(template).ShouldBe(Repository.PathOf("template.yaml"));
        var code = Path.Combine(Path.GetDirectoryName(template)!, Template.Source.With()["ReaperFunction"]["CodeUri"]!.ToString());
        Path.GetFullPath(Directory.GetFiles(code, "*.??proj").ShouldHaveSingleItem()).ShouldBe(ProjectFile);
    }

    [Fact] // Utilities.UploadToS3Async: the prefix, and the name right behind it
    public void What_is_uploaded_is_in_a_folder_of_its_own() => $"{Defaults["s3-prefix"]}keyreaper-template.yaml".ShouldBe("keyreaper/keyreaper-template.yaml");

    [Theory] // Utilities.LookupProjectProperties, with the switches that SAM's builder hands on, and without
    [InlineData("--runtime linux-arm64")]
    [InlineData("")]
    public void The_tool_finds_the_framework_of_the_project(string msbuildParameters)
    {
        var asked = Tool.Run(
            "dotnet", ["msbuild", ProjectFile, "-nologo", "--getProperty:TargetFramework,TargetFrameworks", .. msbuildParameters.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        var found = asked.ExitCode == 0
            ? JsonDocument.Parse(asked.Output).RootElement.GetProperty("Properties").GetProperty("TargetFramework").GetString()
            : PlainlyIn(ProjectFile);

        found.ShouldBe("net10.0", asked.Output + asked.Errors);
    }

    [Fact] // Utilities.LookupProjectPropertiesFromXml: the way of every version that does not get an answer from MSBuild
    public void The_framework_can_be_read_off_the_project_without_MSBuild_and_is_the_one_of_all_others()
    {
        PlainlyIn(ProjectFile).ShouldBe("net10.0");
        PlainlyIn(Repository.PathOf("Directory.Build.props")).ShouldBe("net10.0");
        Defaults["framework"]!.ToString().ShouldBe("net10.0");
    }

    [Fact]
    public void Replacing_the_code_of_a_function_writes_nothing_else_to_it() => Defaults.Select(entry => entry.Key).Intersect(Configuring).ShouldBe(["function-runtime"]);

    [Theory]
    [InlineData("function-runtime", "Runtime")]
    [InlineData("function-architecture", "Architectures")]
    public void What_replacing_the_code_says_of_a_function_is_what_the_templates_said(string key, string property)
    {
        foreach (var stack in new[] { Template.Source.With(), Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5")) })
        {
            foreach (var function in stack.Resources.Where(resource => resource.Value["Type"]!.ToString() == "AWS::Serverless::Function").Select(resource => stack[resource.Key]))
                (function[property] is JsonArray only ? only.Single() : function[property])!.ToString().ShouldBe(Defaults[key]!.ToString());
        }
    }

    [Theory]
    [InlineData("environment-variables")] // would wipe those of the stack
    [InlineData("profile")]
    [InlineData("region")]
    [InlineData("function-name")]
    public void What_differs_from_account_to_account_is_left_open(string key) => Defaults.ContainsKey(key).ShouldBeFalse();

    private static string PlainlyIn(string file) => XDocument.Load(file).Descendants("PropertyGroup").Elements("TargetFramework").First().Value;
}
