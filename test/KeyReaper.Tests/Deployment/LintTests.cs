using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

public class LintTests
{
    [InstalledFact("cfn-lint")]
    public void The_template_as_written_has_nothing_to_complain_about() =>
        Lint(Repository.Read("template.yaml"), "yaml").ShouldBe((0, ""));

    [InstalledFact("cfn-lint", "python3 samtranslator")]
    public void The_template_as_deployed_has_nothing_to_complain_about() =>
        Lint(Template.TranslatedJson, "json").ShouldBe((0, ""));

    [InstalledFact("cfn-lint")]
    public void A_runtime_that_does_not_exist_would_be_found() =>
        Lint(Repository.Read("template.yaml").Replace("Runtime: dotnet10", "Runtime: dotnet11", StringComparison.Ordinal), "yaml").Complaints.ShouldContain("dotnet11");

    [InstalledFact("cfn-lint", "python3 samtranslator")]
    public void An_action_that_does_not_exist_would_be_found()
    {
        var template = JsonNode.Parse(Template.TranslatedJson)!;
        template["Resources"]!["ActPolicy"]!["Properties"]!["PolicyDocument"]!["Statement"]![0]!["Action"]![0] = "iam:UpdateAccessKeys";

        var (exitCode, complaints) = Lint(template.ToJsonString(), "json");

        exitCode.ShouldNotBe(0);
        complaints.ShouldContain("updateaccesskeys", Case.Insensitive);
    }

    // Informational rules included: a silent linter means a clean template.
    private static (int ExitCode, string Complaints) Lint(string template, string extension)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.{extension}");
        File.WriteAllText(file, template);
        try
        {
            var lint = Tool.Run("cfn-lint", ["--include-checks", "I", "--", file]);
            return (lint.ExitCode, lint.Output + lint.Errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
