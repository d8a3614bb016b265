namespace KeyReaper.Tests.Deployment;

public class RoleTests
{
    private const string Users = "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/*";

    private static readonly string[] Reading =
        ["iam:GenerateCredentialReport", "iam:GetCredentialReport", "iam:ListUsers", "iam:ListAccountAliases", "iam:GetUser", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"];
    private static readonly string[] Acting = ["iam:UpdateAccessKey", "iam:DeleteAccessKey", "iam:TagUser", "iam:UntagUser"];
    private static readonly string[] Running = ["sns:Publish", "logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"];

    private static readonly IReadOnlyList<Statement> Live = Template.Source.With(("DryRun", "false")).RoleStatements();

    [Fact]
    public void A_live_encrypted_stack_is_allowed_these_actions_and_no_others() =>
        Template.Source.GrantedActions.ShouldBe([.. Reading, .. Acting, .. Running, "kms:GenerateDataKey*", "kms:Decrypt"], ignoreOrder: true);

    [Fact]
    public void A_rehearsing_stack_could_not_change_an_access_key_or_a_tag_if_it_tried() =>
        Actions(Template.Source.With().RoleStatements()).ShouldBe([.. Reading, .. Running], ignoreOrder: true);

    [Theory]
    [InlineData("create", "${Key.Arn}")]
    [InlineData("arn:aws:kms:eu-central-1:111122223333:key/abc", "arn:aws:kms:eu-central-1:111122223333:key/abc")]
    public void An_encrypted_topic_takes_rights_on_its_key_alone(string encryption, string key)
    {
        var statement = Template.Source.With(("Encryption", encryption)).RoleStatements().Single(statement => statement.Sid == "PublishEncrypted");

        statement.Actions.ShouldBe(["kms:GenerateDataKey*", "kms:Decrypt"]);
        statement.Resources.ShouldBe([key]);
    }

    [Fact]
    public void Only_what_IAM_cannot_narrow_is_allowed_on_everything() =>
        Actions(Live.Where(statement => statement.Resources.Contains("*"))).ShouldBe(["iam:GenerateCredentialReport", "iam:GetCredentialReport", "iam:ListUsers", "iam:ListAccountAliases"], ignoreOrder: true);

    [Fact]
    public void Everything_else_in_IAM_is_allowed_on_the_users_of_this_account_alone() =>
        Live.Where(statement => statement.Effect == "Allow" && statement.Actions.Any(action => action.StartsWith("iam:", StringComparison.Ordinal)))
            .Where(statement => !statement.Resources.Contains("*"))
            .ShouldAllBe(statement => statement.Resources.SequenceEqual(new[] { Users }));

    [Fact]
    public void The_log_the_queue_and_the_topic_are_the_stacks_own() =>
        Live.Where(statement => statement.Actions.Any(Running.Contains)).SelectMany(statement => statement.Resources)
            .ShouldBe(["${LogGroup.Arn}", "${FailedRuns.Arn}", "${Topic}"], ignoreOrder: true);

    [Theory]
    [InlineData(true, "keyreaper:key:AKIAIOSFODNN7EXAMPLE")]
    [InlineData(false, "keyreaper:exempt")]
    [InlineData(false, "keyreaper:key:AKIAIOSFODNN7EXAMPLE", "Owner")]
    [InlineData(false)]
    public void Tagging_is_confined_to_the_clocks_of_access_keys(bool allowed, params string[] tagKeys)
    {
        var tagging = Live.Single(statement => statement.Actions.Contains("iam:TagUser"));

        (tagKeys is [] ? tagging.HoldsFor() : tagging.HoldsFor(("aws:TagKeys", tagKeys))).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("keyreaper:exempt", "true", true)]
    [InlineData("keyreaper:exempt", "TRUE", true)]
    [InlineData("KeyReaper:Exempt", "True", true)]
    [InlineData("keyreaper:exempt", "yes, until the audit", true)]
    [InlineData("keyreaper:exempt", "", true)]
    [InlineData("keyreaper:exempt", "2027-01-31", false)]
    [InlineData("keyreaper:exempt", "false", false)]
    [InlineData("keyreaper:exempt", "False", true)]
    [InlineData("keyreaper:exempt", "2027-01-31 yearly close", false)]
    [InlineData("keyreaper:exempt", "test-it-no", true)] // matches a looser pattern for dates, and is not a date
    [InlineData("keyreaper:exempt", " 2027-01-31", true)]
    [InlineData("keyreaper:exempt", "1999-12-31", true)]
    [InlineData("keyreaper:exempt:AKIAIOSFODNN7EXAMPLE", "true", false)] // a policy does not see which key a call is about
    [InlineData("Owner", "true", false)]
    public void IAM_itself_protects_a_user_exempt_for_good(string tagKey, string value, bool denied)
    {
        var deny = Live.Single(statement => statement.Effect == "Deny");
        deny.Actions.ShouldBe(["iam:UpdateAccessKey", "iam:DeleteAccessKey"]);
        deny.Resources.ShouldBe(["*"]);

        deny.HoldsFor(($"iam:ResourceTag/{tagKey}", [value])).ShouldBe(denied);
    }

    [Fact]
    public void No_policy_written_by_somebody_else_is_attached() =>
        Template.Source.With(("DryRun", "false"))["ReaperRole"].Select(property => property.Key)
            .ShouldBe(["Description", "AssumeRolePolicyDocument", "Policies"]);

    private static IEnumerable<string> Actions(IEnumerable<Statement> statements) =>
        statements.Where(statement => statement.Effect == "Allow").SelectMany(statement => statement.Actions);
}
