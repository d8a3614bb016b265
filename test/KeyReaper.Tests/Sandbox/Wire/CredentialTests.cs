using System.Net;

namespace KeyReaper.Tests.Sandbox.Wire;

public sealed class CredentialTests : SandboxTest
{
    [Fact]
    public async Task A_request_without_credentials_is_refused()
    {
        using var anonymous = new QueryClient(Sandbox, accessKeyId: null);

        var answer = await anonymous.Iam("ListUsers");

        (answer.Status, answer.Code, answer.Message)
            .ShouldBe((403, "MissingAuthenticationToken", "Request is missing Authentication Token"));
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0")]
    public async Task An_authorization_that_names_no_credential_is_incomplete(string authorization)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var response = await http.GetAsync(new Uri(Sandbox.Endpoint, "?Action=ListUsers&Version=2010-05-08"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("<Code>IncompleteSignature</Code>");
    }

    [Fact]
    public async Task Credentials_the_sandbox_never_gave_out_administer_the_default_account()
    {
        var answer = await Client.Sts("GetCallerIdentity");

        answer.Text("Account").ShouldBe("111122223333");
        answer.Text("Arn").ShouldBe("arn:aws:sts::111122223333:assumed-role/Administrator/sandbox");
    }

    [Theory]
    [InlineData("Inactive")]
    [InlineData("deleted")]
    [InlineData("user deleted")]
    public async Task An_access_key_that_no_longer_works_is_refused_and_not_used(string what)
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        if (what == "deleted")
        {
            key.Delete();
        }
        else if (what == "user deleted")
        {
            Account.DeleteUser("alice");
        }
        else
        {
            key.Deactivate();
        }

        using var alice = new QueryClient(Sandbox, key.Id);
        var answer = await alice.Sts("GetCallerIdentity");

        (answer.Status, answer.Code, answer.Message)
            .ShouldBe((403, "InvalidClientTokenId", "The security token included in the request is invalid."));
        key.LastUsed.ShouldBeNull();
    }

    [Fact]
    public async Task A_signature_made_with_another_secret_is_refused_and_is_no_use()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        using var alice = new QueryClient(Sandbox, key.Id);

        (await alice.Sts("GetCallerIdentity")).Code.ShouldBe("SignatureDoesNotMatch");

        key.LastUsed.ShouldBeNull();
    }

    [Fact]
    public async Task AssumeRole_gives_temporary_credentials_in_the_role_s_name()
    {
        var answer = await AssumeRole("arn:aws:iam::111122223333:role/ops/KeyReaper");

        answer.Text("AccessKeyId").ShouldStartWith("ASIA");
        answer.Text("Expiration").ShouldBe("2026-01-05T06:15:00Z");
        answer.Text("AssumedRoleId")!.ShouldMatch("^AROA[A-Z2-7]{17}:tuesday$");
        answer.Xml.Descendants(answer.Namespace + "AssumedRoleUser").Single().Element(answer.Namespace + "Arn")!.Value
            .ShouldBe("arn:aws:sts::111122223333:assumed-role/KeyReaper/tuesday");
    }

    [Fact]
    public async Task Temporary_credentials_need_their_token_their_secret_and_their_time()
    {
        var role = await AssumeRole("arn:aws:iam::111122223333:role/KeyReaper");
        using var withoutToken = new QueryClient(Sandbox, role.Text("AccessKeyId"));
        using var withToken = new QueryClient(Sandbox, role.Text("AccessKeyId")) { SessionToken = role.Text("SessionToken") };

        (await withoutToken.Iam("ListUsers")).Code.ShouldBe("InvalidClientTokenId");
        (await withToken.Iam("ListUsers")).Code.ShouldBe("SignatureDoesNotMatch");
        Sandbox.Clock.Advance(TimeSpan.FromMinutes(15));
        (await withToken.Iam("ListUsers")).Code.ShouldBe("ExpiredToken");
    }

    [Fact]
    public async Task A_role_of_an_account_that_is_not_here_cannot_be_assumed()
    {
        var answer = await AssumeRole("arn:aws:iam::444455556666:role/KeyReaper");

        (answer.Status, answer.Code).ShouldBe((403, "AccessDenied"));
        answer.Message.ShouldBe(
            "User: arn:aws:sts::111122223333:assumed-role/Administrator/sandbox is not authorized to perform: sts:AssumeRole " +
            "on resource: arn:aws:iam::444455556666:role/KeyReaper");
    }

    [Theory]
    [InlineData("RoleArn", "arn:aws:iam::111122223333:user/alice")]
    [InlineData("RoleSessionName", "x")]
    [InlineData("DurationSeconds", "899")]
    [InlineData("DurationSeconds", "43201")]
    public async Task AssumeRole_refuses_parameters_out_of_shape(string parameter, string value)
    {
        var parameters = new Dictionary<string, string>
        {
            ["RoleArn"] = "arn:aws:iam::111122223333:role/KeyReaper",
            ["RoleSessionName"] = "tuesday",
            [parameter] = value,
        };

        var answer = await Client.Sts("AssumeRole", [.. parameters.Select(pair => (pair.Key, pair.Value))]);

        (answer.Status, answer.Code).ShouldBe((400, "ValidationError"));
    }

    private Task<QueryAnswer> AssumeRole(string arn) =>
        Client.Sts("AssumeRole", ("RoleArn", arn), ("RoleSessionName", "tuesday"), ("DurationSeconds", "900"));
}
