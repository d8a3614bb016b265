using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

public class SpokeRoleTests
{
    private const string Hub = "arn:aws:iam::111122223333:role/keyreaper-hub-ReaperRole-1A2B3C4D5E6F";

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void The_spoke_grants_what_the_single_account_does_except_what_the_hub_reports_with(string dryRun) =>
        Iam(Template.Spoke, dryRun).ShouldBe(Iam(Template.Source, dryRun));

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void The_spoke_grants_nothing_besides(string dryRun) =>
        Template.Spoke.With(("DryRun", dryRun)).RoleStatements().SelectMany(statement => statement.Actions)
            .ShouldAllBe(action => action.StartsWith("iam:", StringComparison.Ordinal));

    [Fact]
    public void A_stack_set_that_manages_its_own_permissions_takes_the_template()
    {
        Template.Spoke.Root.Select(section => section.Key).ShouldBe(["AWSTemplateFormatVersion", "Description", "Parameters", "Conditions", "Resources", "Outputs"]);
        Template.Spoke.With(("DryRun", "false")).Resources.Values.Select(resource => resource["Type"]!.ToString()).ShouldBe(["AWS::IAM::Role", "AWS::IAM::Policy"]);
    }

    [Fact]
    public void No_policy_is_attached_and_a_session_ends_within_the_hour_that_role_chaining_allows()
    {
        var role = Template.Spoke.With(("DryRun", "false"))["ReaperRole"];

        role.Select(property => property.Key).ShouldBe(["RoleName", "Path", "Description", "MaxSessionDuration", "AssumeRolePolicyDocument", "Policies"]);
        role["MaxSessionDuration"]!.ToString().ShouldBe("3600");
    }

    [Theory]
    [InlineData("", """{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")]
    [InlineData("for-payments", """{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5","sts:ExternalId":"for-payments"}}""")]
    public void One_role_of_one_organization_is_trusted_and_has_to_know_the_external_id_if_there_is_one(string externalId, string condition) =>
        Template.Spoke.With(("HubRoleArn", Hub), ("OrganizationId", "o-a1b2c3d4e5"), ("ExternalId", externalId))["ReaperRole"]["AssumeRolePolicyDocument"]!["Statement"]!
            .ToJsonString().ShouldBe($$"""[{"Effect":"Allow","Principal":{"AWS":"{{Hub}}"},"Action":"sts:AssumeRole","Condition":{{condition}}}]""");

    [Theory]
    [InlineData("HubRoleArn", Hub, true)]
    [InlineData("HubRoleArn", "arn:aws-us-gov:iam::111122223333:role/security/Hub", true)]
    [InlineData("HubRoleArn", "arn:aws:iam::111122223333:root", false)]
    [InlineData("HubRoleArn", "arn:aws:iam::111122223333:user/hub", false)]
    [InlineData("HubRoleArn", "arn:aws:iam::111122223333:role/*", false)]
    [InlineData("HubRoleArn", "*", false)]
    [InlineData("HubRoleArn", "", false)]
    [InlineData("OrganizationId", "o-a1b2c3d4e5", true)]
    [InlineData("OrganizationId", "o-*", false)]
    [InlineData("OrganizationId", "", false)]
    [InlineData("ExternalId", "", true)]
    [InlineData("ExternalId", "a1", true)]
    [InlineData("ExternalId", "a", false)]
    [InlineData("ExternalId", "**", false)]
    [InlineData("DryRun", "no", false)]
    public void A_parameter_takes_what_it_should(string parameter, string value, bool accepted) =>
        Template.Spoke.Parameters[parameter].Accepts(value).ShouldBe(accepted);

    [Fact]
    public void It_rehearses_unless_told_otherwise()
    {
        Template.Spoke.With().Output("Mode").ShouldStartWith("REHEARSAL");
        Template.Spoke.With(("DryRun", "false")).Output("Mode").ShouldStartWith("LIVE");
    }

    [InstalledFact("cfn-lint")]
    public void The_linter_has_nothing_to_complain_about() =>
        CfnLint.Check(Repository.Read("infra/organization/spoke-role.yaml"), "yaml").ShouldBe((0, ""));

    [InstalledFact("cfn-lint")]
    public void An_action_that_does_not_exist_would_be_found() =>
        CfnLint.Check(Repository.Read("infra/organization/spoke-role.yaml").Replace("iam:ListUsers,", "iam:ListUser,", StringComparison.Ordinal), "yaml")
            .Complaints.ShouldContain("listuser", Case.Insensitive);

    private static string[] Iam(Template template, string dryRun) =>
        [.. template.With(("DryRun", dryRun)).RolePolicies().SelectMany(policy => policy["Statement"]!.AsArray())
            .Where(statement => Statement.From(statement!).Actions.All(action => action.StartsWith("iam:", StringComparison.Ordinal)))
            .Select(statement => statement!.ToJsonString())];
}
