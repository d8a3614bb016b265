namespace KeyReaper.Tests.Sandbox.Policies;

/// <summary>A policy that would not be enforced as written is refused when it is set.</summary>
public sealed class MalformedPolicyTests : SandboxTest
{
    [Theory]
    [InlineData("", "It is not JSON")]
    [InlineData("[]", "The policy is not an object")]
    [InlineData("{}", "The policy has no Statement")]
    [InlineData("""{"Version": "2012-10-18", "Statement": []}""", "Version is none of 2012-10-17, 2008-10-17")]
    [InlineData("""{"Statement": [], "Statements": []}""", "The policy has Statements, which is none of Version, Id, Statement")]
    [InlineData("""{"Statement": [], "Statement": []}""", "It is not JSON")]
    [InlineData("""{"Statement": "Allow"}""", "A statement is not an object")]
    public void A_document_that_is_no_policy(string document, string why) => Refused(document, why);

    [Theory]
    [InlineData("""{"Action": "*", "Resource": "*"}""", "A statement has no Effect")]
    [InlineData("""{"Effect": "allow", "Action": "*", "Resource": "*"}""", "Effect is allow, neither Allow nor Deny")]
    [InlineData("""{"Effect": "Allow", "Resource": "*"}""", "one of Action and NotAction")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}""", "one of Action and NotAction")]
    [InlineData("""{"Effect": "Allow", "Action": "*"}""", "one of Resource and NotResource")]
    [InlineData("""{"Effect": "Allow", "Action": [], "Resource": "*"}""", "Action is empty")]
    [InlineData("""{"Effect": "Allow", "Action": {}, "Resource": "*"}""", "Action is neither text nor an array of texts")]
    [InlineData("""{"Effect": "Allow", "Action": "GetUser", "Resource": "*"}""", "GetUser is not an action")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "user/*"}""", "user/* is neither an ARN nor *")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:iam::111122223333:user/${aws:username}"}""", "Resource has a policy variable")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}""", "A statement has Principal")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "Conditions": {}}""", "A statement has Conditions")]
    public void A_statement_that_says_too_little_or_too_much(string statement, string why) => Refused($$"""{"Statement": {{statement}} }""", why);

    [Theory]
    [InlineData("""{"StringMatches": {"aws:TagKeys": "a"}}""", "does not know the condition operator StringMatches")]
    [InlineData("""{"stringlike": {"aws:ResourceTag/a": "a"}}""", "does not know the condition operator stringlike")]
    [InlineData("""{"ForEveryValue:StringLike": {"aws:TagKeys": "a"}}""", "does not know the condition operator ForEveryValue:StringLike")]
    [InlineData("""{"ForAllValues:Null": {"aws:TagKeys": "true"}}""", "does not know the condition operator ForAllValues:Null")]
    [InlineData("""{"NumericEquals": {"aws:ResourceTag/a": "1"}}""", "does not know the condition operator NumericEquals")]
    [InlineData("""{"StringEquals": {"aws:SourceIp": "a"}}""", "does not know the condition key aws:SourceIp")]
    [InlineData("""{"StringEquals": {"iam:ResourceTag/": "a"}}""", "does not know the condition key iam:ResourceTag/")]
    [InlineData("""{"StringEquals": {"aws:ResourceTags/a": "a"}}""", "does not know the condition key aws:ResourceTags/a")]
    [InlineData("""{"StringLike": {"aws:TagKeys": "a"}}""", "aws:TagKeys has many values: StringLike needs ForAllValues or ForAnyValue")]
    [InlineData("""{"StringLike": {"aws:ResourceTag/a": "${aws:PrincipalTag/a}"}}""", "has a policy variable")]
    [InlineData("""{"Null": {"aws:ResourceTag/a": "no"}}""", "Null of aws:ResourceTag/a wants neither true nor false")]
    [InlineData("""{"Bool": {"aws:ResourceTag/a": "1"}}""", "Bool wants 1, neither true nor false")]
    [InlineData("""{"StringLike": "a"}""", "StringLike is not an object")]
    [InlineData("""["StringLike"]""", "Condition is not an object")]
    public void A_condition_that_could_not_be_judged(string condition, string why) =>
        Refused($$"""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{condition}} } }""", why);

    [Fact]
    public void A_role_keeps_its_policies_when_new_ones_are_refused()
    {
        var role = Account.CreateRole("Ops", """{"Statement": {"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}}""");

        Should.Throw<SandboxException>(() => role.SetPolicies("{}"));

        role.SetPolicies(); // a role may have none
        Should.Throw<SandboxException>(() => Account.CreateRole("Other", "{}"));
        Account.CreateRole("Other");
    }

    private void Refused(string document, string why)
    {
        var refused = Should.Throw<SandboxException>(() => Account.CreateRole("Ops", document));

        (refused.HttpStatus, refused.Code).ShouldBe((400, "MalformedPolicyDocument"));
        refused.Message.ShouldContain(why);
    }
}
