using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

public class TagPatternTests
{
    [Theory]
    [InlineData("managed-by", "managed-by", "anyone", true)]
    [InlineData("managed-by", "Managed-By", "", true)]
    [InlineData("managed-by", "managed-by-us", "x", false)]
    [InlineData("*terraform*", "acme:Terraform:workspace", "iam", true)]
    [InlineData("ManagedBy=terraform*", "managedby", "Terraform Cloud", true)]
    [InlineData("ManagedBy=terraform*", "ManagedBy", "the platform team", false)]
    [InlineData("ManagedBy=terraform*", "CreatedBy", "terraform", false)]
    [InlineData("*=terraform*", "iac", "terraform", true)]
    [InlineData("*=terraform*", "purpose", "runs terraform", false)]
    [InlineData("source=a=b", "source", "a=b", true)]
    public void It_holds_the_key_and_if_it_names_one_the_value(string pattern, string key, string value, bool matches) =>
        TagPattern.Parse(pattern).Matches(new(key, value)).ShouldBe(matches);

    [Theory]
    [InlineData("aws:cloudformation:stack-name", "deployer-keys")]
    [InlineData("ManagedBy", "CloudFormation")]
    [InlineData("managed-by", "aws-cdk")]
    [InlineData("managed_by", "AWS CDK")]
    [InlineData("ManagedBy", "Terraform")]
    [InlineData("Terraform", "true")]
    [InlineData("provisioner", "OpenTofu")]
    [InlineData("pulumi:project", "iam")]
    [InlineData("CreatedBy", "Pulumi")]
    [InlineData("crossplane-name", "uploader")]
    [InlineData("services.k8s.aws/namespace", "default")]
    public void By_default_the_usual_marks_of_tools_are_known(string key, string value) => ToolTag(key, value).ShouldBe(new(key, value));

    [Theory]
    [InlineData("ManagedBy", "platform team")]
    [InlineData("owner", "julia")]
    [InlineData("stack", "production")]
    public void By_default_a_tag_that_names_no_tool_is_none(string key, string value) => ToolTag(key, value).ShouldBeNull();

    private static KeyValuePair<string, string>? ToolTag(string key, string value) => AReport.Of(AReport.Live, []).ToolTagOf(A.User.Tagged("Name", "x").Tagged(key, value));
}
