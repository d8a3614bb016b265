namespace KeyReaper.Tests.Deployment;

public class SettingsParameterTests
{
    private const string SomeTopic = "arn:aws:sns:eu-central-1:111122223333:security";

    [Fact]
    public void A_fresh_stack_has_the_documented_defaults_and_rehearses() =>
        Template.Source.EnvironmentVariables.ShouldBe(
            new Dictionary<string, string>
            {
                ["TOPIC_ARN"] = "${Topic}",
                ["DRY_RUN"] = "true",
                ["UNUSED_DAYS"] = "30",
                ["GRACE_DAYS"] = "30",
                ["WARN_DAYS"] = "7",
                ["PASSWORD_DAYS"] = "45",
                ["LONGEST_PAUSE_DAYS"] = "8",
                ["DELETE_KEYS"] = "true",
                ["MAX_DEACTIVATIONS"] = "100",
                ["MAX_DELETIONS"] = "100",
                ["MAX_EXEMPT_DAYS"] = "",
                ["EXEMPT_USERS"] = "",
                ["EXEMPT_PATHS"] = "",
                ["OWNER_TAG"] = "",
                ["TOOL_TAGS"] = "aws:cloudformation:stack-name,*terraform*,*pulumi*,crossplane-*,services.k8s.aws/*,*=terraform*,*=opentofu*,*=cloudformation*,*=*cdk,*=pulumi*",
                ["NOTIFY"] = "always",
                ["ACKNOWLEDGE"] = "",
                ["DOCUMENTATION_URL"] = "",
                ["STACK_ID"] = Stack.Id,
                ["INVENTORY"] = "auto",
                ["DOTNET_GCgen0size"] = "0x200000",
            },
            ignoreOrder: true);

    [Theory]
    [InlineData("TOPIC_ARN", "ExistingTopicArn", SomeTopic)]
    [InlineData("DRY_RUN", "DryRun", "false")]
    [InlineData("UNUSED_DAYS", "UnusedDays", "45")]
    [InlineData("GRACE_DAYS", "GraceDays", "14")]
    [InlineData("WARN_DAYS", "WarnDays", "0")]
    [InlineData("PASSWORD_DAYS", "PasswordDays", "90")]
    [InlineData("LONGEST_PAUSE_DAYS", "LongestPauseDays", "4")]
    [InlineData("DELETE_KEYS", "DeleteKeys", "false")]
    [InlineData("MAX_DEACTIVATIONS", "MaxDeactivations", "5")]
    [InlineData("MAX_DELETIONS", "MaxDeletions", "6")]
    [InlineData("MAX_EXEMPT_DAYS", "MaxExemptDays", "90")]
    [InlineData("EXEMPT_USERS", "ExemptUsers", "ci-*")]
    [InlineData("EXEMPT_PATHS", "ExemptPaths", "/service/")]
    [InlineData("OWNER_TAG", "OwnerTag", "Owner")]
    [InlineData("TOOL_TAGS", "ToolTags", "ManagedBy=Terraform*")]
    [InlineData("NOTIFY", "Notify", "changes")]
    [InlineData("ACKNOWLEDGE", "Acknowledge", "root-access-key")]
    [InlineData("DOCUMENTATION_URL", "DocumentationUrl", "https://wiki.example.com/access-keys")]
    [InlineData("INVENTORY", "Inventory", "walk")]
    public void A_parameter_changes_its_own_variable_and_no_other(string variable, string parameter, string value) =>
        Template.Source.With((parameter, value)).EnvironmentVariables.Except(Template.Source.EnvironmentVariables)
            .ShouldHaveSingleItem().ShouldBe(new(variable, value));

    [Fact]
    public void The_longest_lists_fit_into_the_environment_of_a_function()
    {
        var users = new string('u', 1024);
        var paths = "/" + new string('p', 1023);
        var tag = new string('t', 128);
        var tools = string.Join(',', Enumerable.Repeat(new string('t', 127), 4));
        var topic = SomeTopic + new string('a', 248);
        var stack = Template.Source.With(("ExemptUsers", users), ("ExemptPaths", paths), ("OwnerTag", tag), ("ToolTags", tools), ("ExistingTopicArn", topic), ("DocumentationUrl", "https://example.com/" + new string('d', 236)));

        stack.EnvironmentVariables.Sum(variable => variable.Key.Length + variable.Value.Length).ShouldBeLessThan(4096);
    }
}
