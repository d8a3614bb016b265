using KeyReaper.Forms;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class ConsoleLinksTests
{
    [Theory]
    [InlineData("aws", "https://console.aws.amazon.com/iam/home#/users/details/alice?section=security_credentials")]
    [InlineData("aws-us-gov", "https://console.amazonaws-us-gov.com/iam/home#/users/details/alice?section=security_credentials")]
    [InlineData("aws-cn", "https://console.amazonaws.cn/iam/home#/users/details/alice?section=security_credentials")]
    [InlineData("aws-iso", null)]
    public void A_user_is_linked_in_the_console_of_the_partition_if_it_has_a_public_one(string partition, string? link) =>
        ConsoleLinks.Credentials(A.User with { Arn = $"arn:{partition}:iam::111122223333:user/alice" }).ShouldBe(link);

    [Theory]
    [InlineData("a+b=c,d.e@f_g-h")]
    [InlineData("-x")]
    public void Every_name_that_IAM_allows_survives_the_link(string name)
    {
        var link = ConsoleLinks.Tags(A.User with { Name = name })!;

        Uri.UnescapeDataString(link.Split("/details/")[1].Split('?')[0]).ShouldBe(name);
        link.ShouldNotContain('+');
    }

    [Fact]
    public void The_log_and_the_stack_are_linked_in_their_Region()
    {
        ConsoleLinks.Log(AReport.Origin).ShouldBe("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/keyreaper-LogGroup-1A2B3C/log-events/2026$252F11$252F22$252F$255B$2524LATEST$255D5d1f");
        ConsoleLinks.Stack(AReport.Live.StackId!).ShouldBe("https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/stackinfo?stackId=arn%3Aaws%3Acloudformation%3Aeu-west-1%3A111122223333%3Astack%2Fkeyreaper%2F6b2a1f0e");
    }
}
