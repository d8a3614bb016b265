using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Checks the definition with AWS's own validator, which does not check JSONata.</summary>
public class StatesLanguageTests
{
    private static readonly JsonSerializerOptions Indented = new(LargeOrganization.AsLambda) { WriteIndented = true };

    [InstalledFact("node amazon-states-language-service")]
    public void The_definition_has_nothing_to_complain_about() => Complaints(HubDefinition.With()).ShouldBe("");

    [InstalledFact("node amazon-states-language-service")]
    public void What_is_wrong_with_one_would_be_found()
    {
        var (unreachable, nowhere, mistyped) = (HubDefinition.With(), HubDefinition.With(), HubDefinition.With());
        unreachable.State("Begin")["Next"] = "ListAccounts";
        nowhere.State("ReapAccounts")["ItemProcessor"]!.AsObject().State("Reap")["Next"] = "Somewhere";
        mistyped.State("ListAccounts")["Retry"]![0]!["MaxAttempts"] = "often";

        Complaints(unreachable).ShouldContain("The state cannot be reached.");
        Complaints(nowhere).ShouldContain("The value of \"Next\" property must be the name of an existing state.");
        Complaints(mistyped).ShouldContain("Incorrect type. Expected \"integer\".");
    }

    private static string Complaints(JsonObject definition)
    {
        // The validator requires ARNs where the template has logical ids.
        var text = definition.ToJsonString(Indented).Replace("${Results}", "results", StringComparison.Ordinal).Replace("${", "arn:aws:lambda:eu-west-1:111122223333:function:", StringComparison.Ordinal).Replace(".Arn}", "", StringComparison.Ordinal);
        return Tool.Run("node", [Repository.PathOf("test/KeyReaper.Tests/Organization/StatesLanguage/validate.js")], text).OutputOfSuccess();
    }
}
