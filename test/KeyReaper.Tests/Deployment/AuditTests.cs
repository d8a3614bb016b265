using System.Text.RegularExpressions;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Tests.Deployment;

/// <summary>What infra/AUDIT.md tells auditors is what the stack has.</summary>
public partial class AuditTests
{
    private static readonly string Page = Repository.Read("infra/AUDIT.md");

    [Fact]
    public void The_CloudTrail_events_are_the_actions_that_the_role_is_granted() =>
        Markdown.Table(Page, "CloudTrail table").SelectMany(cells => Codes(cells[0])).Where(word => EventName().IsMatch(word))
            .ShouldBe(Template.Source.GrantedActions.Where(action => action.StartsWith("iam:", StringComparison.Ordinal)).Select(action => action["iam:".Length..]), ignoreOrder: true);

    [Fact]
    public void The_controls_are_those_of_the_reports() =>
        Markdown.Table(Page, "controls table")
            .SelectMany(cells => Codes(cells[1]).Select(id => (Id: id, ServedBy: cells[2], Told: cells[3], Days: cells[4])))
            .ShouldBe(Controls.All.Select(control => (control.Id, string.Join(", ", control.ServedBy.Select(act => act is Act.Delete ? "deletion" : "deactivation")), string.Join(", ", control.Told.Select(JsonWord.Of)), $"{control.WithinDays}")));

    [Fact]
    public void The_saved_queries_are_the_stack_s() =>
        SavedQuery().Matches(Page).Select(row => row.Groups["name"].Value).ShouldBe(
            Template.Source.Root["Resources"]!.AsObject().Where(resource => resource.Value!["Type"]!.ToString() == "AWS::Logs::QueryDefinition")
                .Select(resource => resource.Value!["Properties"]!["Name"]!["Fn::Sub"]!.ToString().Replace("${AWS::StackName}/", "", StringComparison.Ordinal)));

    [Fact]
    public void The_outputs_and_parameters_that_it_names_are_there()
    {
        foreach (var output in new[] { "RoleArn", "LogGroupName" }) Template.Source.Root["Outputs"]!.AsObject().ContainsKey(output).ShouldBeTrue(output);
        (Template.Source.Parameters["LogRetentionDays"].Default, Template.Source.Root["Resources"]!["FailedRuns"]!["Properties"]!["MessageRetentionPeriod"]!.ToString()).ShouldBe(("365", $"{14 * 24 * 60 * 60}"));
    }

    private static IEnumerable<string> Codes(string cell) => Code().Matches(cell).Select(code => code.Groups["code"].Value);

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z][A-Za-z]*(Report|Users?|Keys?|Used|Aliases)$")]
    private static partial Regex EventName();

    [GeneratedRegex(@"(?m)^\| \*(?<name>[^*]+)\* \|")]
    private static partial Regex SavedQuery();
}
