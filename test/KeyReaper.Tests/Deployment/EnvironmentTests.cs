
using KeyReaper.Asked;

namespace KeyReaper.Tests.Deployment;

public class EnvironmentTests
{
    private static readonly (string, string) SomeTopic = ("ExistingTopicArn", "arn:aws:sns:eu-central-1:111122223333:security");

    /// <summary>Variables that only the function of an organization's hub has.</summary>
    private static readonly string[] HubOnly = ["ORGANIZATION_ID", "SPOKE_ROLE"];

    public static IEnumerable<object[]> EdgesOfEveryParameter =>
        from parameter in Template.Source.Parameters.Values
        from value in new[] { parameter.Text("MinValue"), parameter.Text("MaxValue") }.OfType<string>().Concat(parameter.AllowedValues)
        select new object[] { parameter.Name, value };

    [Fact]
    public void The_template_sets_the_variables_that_Settings_reads_but_those_of_a_hub_and_no_others()
    {
        var set = Template.Source.With(SomeTopic).EnvironmentVariables.Where(variable => !IsForTheRuntime(variable.Key)).ToDictionary();
        var read = new HashSet<string>();

        Settings.Parse(name =>
        {
            read.Add(name);
            return set.GetValueOrDefault(name);
        });

        read.ShouldBe([.. set.Keys, .. HubOnly], ignoreOrder: true);
    }

    [Fact]
    public void A_stack_for_one_account_goes_to_no_other()
    {
        Template.Source.EnvironmentVariables.Keys.ShouldNotContain(name => HubOnly.Contains(name));
        Template.Source.GrantedActions.ShouldNotContain(action => action.StartsWith("sts:", StringComparison.Ordinal));
    }

    private static bool IsForTheRuntime(string variable) => variable.StartsWith("DOTNET_", StringComparison.Ordinal);

    [Fact]
    public void The_defaults_of_the_template_are_those_of_Settings()
    {
        var set = Template.Source.With(SomeTopic).EnvironmentVariables.Where(variable => variable.Key != "STACK_ID").ToDictionary();

        Settings.Parse(set.GetValueOrDefault).ShouldBeEquivalentTo(Settings.Parse(name => name == "TOPIC_ARN" ? set[name] : null));
    }

    [Theory]
    [MemberData(nameof(EdgesOfEveryParameter))]
    public void What_a_parameter_accepts_Settings_accepts(string parameter, string value) =>
        Should.NotThrow(() => Settings.Parse(Template.Source.With(SomeTopic, (parameter, value)).EnvironmentVariables.GetValueOrDefault));

    [Theory]
    [InlineData("ExemptUsers", "ci-*, o=x+y@example.com")]
    [InlineData("ExemptPaths", "/service/, /vendor/")]
    [InlineData("OwnerTag", "cost:owner/team")]
    [InlineData("ToolTags", "aws:cloudformation:stack-name,*terraform*, iac tool=CDK v2,a=b=c")]
    [InlineData("ExistingTopicArn", "arn:aws-us-gov:sns:us-gov-west-1:111122223333:a_b-c")]
    public void What_a_pattern_accepts_Settings_accepts(string parameter, string value) =>
        Should.NotThrow(() => Settings.Parse(Template.Source.With(SomeTopic, (parameter, value)).EnvironmentVariables.GetValueOrDefault));
}
