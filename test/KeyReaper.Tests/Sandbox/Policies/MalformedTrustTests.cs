using KeyReaper.Tests.Sandbox.Access;

namespace KeyReaper.Tests.Sandbox.Policies;

/// <summary>A trust policy that would not be enforced as written is refused when it is set.</summary>
public sealed class MalformedTrustTests : SandboxTest
{
    private const string Rest = "\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\"";
    private const string Somebody = "\"Principal\": {\"AWS\": \"111122223333\"}";

    [Theory]
    [InlineData("", "It is not JSON")]
    [InlineData("""{"Version": "2012-10-17"}""", "The policy has no Statement")]
    [InlineData("{\"Statement\": {" + Rest + "}}", "has no Principal")]
    [InlineData("{\"Statement\": {" + Rest + ", " + Somebody + ", \"Resource\": \"*\"}}", "has Resource, which is none of")]
    [InlineData("{\"Statement\": {" + Rest + ", \"NotPrincipal\": \"*\"}}", "has NotPrincipal, which is none of")]
    [InlineData("{\"Statement\": {\"Effect\": \"Allow\", " + Somebody + "}}", "one of Action and NotAction")]
    [InlineData("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": [\"sts:AssumeRole\", \"iam:ListUsers\"], " + Somebody + "}}", "only specify STS AssumeRole actions")]
    [InlineData("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", " + Somebody + "}}", "only specify STS AssumeRole actions")]
    [InlineData("{\"Statement\": {" + Rest + ", " + Somebody + ", \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgId2\": \"o-a\"}}}}", "does not know the condition key aws:PrincipalOrgId2")]
    [InlineData("{\"Statement\": {" + Rest + ", " + Somebody + ", \"Condition\": {\"StringIs\": {\"sts:ExternalId\": \"a\"}}}}", "does not know the condition operator StringIs")]
    public void A_document_that_is_no_trust_policy(string document, string why) => Refused(document, why);

    [Theory]
    [InlineData("\"arn:aws:iam::111122223333:role/Hub\"", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/Hub\"")]
    [InlineData("[\"*\"]", "Principal is not an object")]
    [InlineData("{}", "Principal is empty")]
    [InlineData("""{"AWS": []}""", "AWS is empty")]
    [InlineData("""{"Federated": "accounts.example.com"}""", "Principal has Federated, which is none of AWS, Service")]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:role/*"}""", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/*\"")]
    [InlineData("""{"AWS": "arn:aws:iam::11112222333:root"}""", "Invalid principal in policy")]
    [InlineData("""{"AWS": "Hub"}""", "Invalid principal in policy")]
    [InlineData("""{"Service": "lambda"}""", "Invalid principal in policy: \"SERVICE\":\"lambda\"")]
    public void A_principal_that_would_be_nobody(string principal, string why) =>
        Refused($$"""{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {{principal}} } }""", why);

    [Fact]
    public void A_role_is_not_created_with_a_trust_policy_that_is_refused()
    {
        Refused("{}", "The policy has no Statement");

        Account.CreateRole("Ops", [], Assuming.TrustOf("\"*\"")).Path.ShouldBe("/");
    }

    private void Refused(string document, string why)
    {
        var refused = Should.Throw<SandboxException>(() => Account.CreateRole("Ops", [], document));

        (refused.HttpStatus, refused.Code).ShouldBe((400, "MalformedPolicyDocument"));
        refused.Message.ShouldContain(why);
    }
}
