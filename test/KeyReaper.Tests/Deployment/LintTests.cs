using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

public class LintTests
{
    [InstalledFact("cfn-lint")]
    public void The_template_as_written_has_nothing_to_complain_about() =>
        CfnLint.Check(Repository.Read("template.yaml"), "yaml").ShouldBe((0, ""));

    [InstalledFact("cfn-lint", "python3 samtranslator")]
    public void The_template_as_deployed_has_nothing_to_complain_about() =>
        CfnLint.Check(Template.TranslatedJson, "json").ShouldBe((0, ""));

    [InstalledFact("cfn-lint")]
    public void A_runtime_that_does_not_exist_would_be_found() =>
        CfnLint.Check(Repository.Read("template.yaml").Replace("Runtime: dotnet10", "Runtime: dotnet11", StringComparison.Ordinal), "yaml").Complaints.ShouldContain("dotnet11");

    [InstalledFact("cfn-lint", "python3 samtranslator")]
    public void An_action_that_does_not_exist_would_be_found()
    {
        var template = JsonNode.Parse(Template.TranslatedJson)!;
        template["Resources"]!["ActPolicy"]!["Properties"]!["PolicyDocument"]!["Statement"]![0]!["Action"]![0] = "iam:UpdateAccessKeys";

        var (exitCode, complaints) = CfnLint.Check(template.ToJsonString(), "json");

        exitCode.ShouldNotBe(0);
        complaints.ShouldContain("updateaccesskeys", Case.Insensitive);
    }
}
