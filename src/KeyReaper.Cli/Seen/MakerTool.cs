using KeyReaper.Words;

namespace KeyReaper.Cli.Seen;

/// <summary>A tool that creates users and can be recognized by a tag, and how to remove an access key from its configuration, since otherwise its next run brings the key back.</summary>
/// <param name="Resource">What the tool calls an access key.</param>
internal sealed record MakerTool(string Name, string Resource, Func<string, string> Find, string Verify)
{
    private static readonly (string Sign, MakerTool Tool)[] Known =
    [
        // https://developer.hashicorp.com/terraform/cli/commands/state/list: -id shows the resources with that id, which for an access key is the access key id.
        ("opentofu", new("OpenTofu", "aws_iam_access_key", id => $"tofu state list -id={id}", "tofu plan")),
        ("terraform", new("Terraform", "aws_iam_access_key", id => $"terraform state list -id={id}", "terraform plan")),
        ("pulumi", new("Pulumi", "aws:iam:AccessKey", id => $"pulumi stack export | grep -B 5 {id}", "pulumi preview --diff")),
        ("crossplane", new("Crossplane", "AccessKey", id => $"kubectl get accesskeys.iam.aws.upbound.io --all-namespaces -o yaml | grep -B 40 {id}", "kubectl diff -f .")),
        ("cloudformation", CloudFormation("CloudFormation", "a change set of its stack")),
        ("cdk", CloudFormation("the AWS CDK", "cdk diff")),
    ];

    /// <summary>Null if the tool is not known here.</summary>
    public static MakerTool? Of(KeyValuePair<string, string> tag) =>
        Known.FirstOrDefault(one => $"{tag.Key}={tag.Value}".Contains(one.Sign, StringComparison.OrdinalIgnoreCase)).Tool;

    /// <summary>Sentences, and commands to paste.</summary>
    public static IReadOnlyList<string> Steps(KeyValuePair<string, string> tag, string accessKeyId) => Of(tag) is { } tool
        ?
        [
            $"{tool.Name} made this user (tag {Wording.Plain(tag.Key)}={Wording.Plain(tag.Value)}). If it made the access key, too, remove the {tool.Resource} there, or its next run brings it back. To find it:",
            $"  {tool.Find(accessKeyId)}",
            $"Once it is removed from the configuration, check with this that nothing else would go: {tool.Verify}",
        ]
        : [$"A tool made this user (tag {Wording.Plain(tag.Key)}={Wording.Plain(tag.Value)}). If it made the access key, too, remove it there, or its next run brings it back."];

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html: Ref, and thus the physical id, is the access key id.
    private static MakerTool CloudFormation(string name, string verify) =>
        new(name, "AWS::IAM::AccessKey", id => $"aws cloudformation describe-stack-resources --physical-resource-id {id}", verify);
}
