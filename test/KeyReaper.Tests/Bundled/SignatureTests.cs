using Amazon.IdentityManagement;
using Amazon.SimpleNotificationService;

namespace KeyReaper.Tests.Bundled;

public class SignatureTests
{
    [Fact]
    public async Task A_request_to_IAM_carries_the_signature_that_its_bytes_have()
    {
        using var server = new WireServer(WireAnswer.Ok("TagUser", ""));
        using var iam = Clients.Iam(server);

        await iam.TagUserAsync(new() { UserName = "anna+b@c", Tags = [new() { Key = "é ü", Value = "a/b=c&d ~*" }] });

        ShouldBeSigned(server.Requests.ShouldHaveSingleItem(), "us-east-1/iam");
    }

    [Fact]
    public async Task A_request_to_SNS_carries_the_signature_that_its_bytes_have()
    {
        using var server = new WireServer(WireAnswer.Ok("Publish", ""));
        using var sns = Clients.Sns(server);

        await sns.PublishAsync("arn:aws:sns:us-east-1:111122223333:t", "line\r\nline — ünïcode", "subject");

        ShouldBeSigned(server.Requests.ShouldHaveSingleItem(), "us-east-1/sns");
    }

    [Fact]
    public async Task A_changed_body_would_have_another_signature()
    {
        using var server = new WireServer(WireAnswer.Ok("ListUsers", ""));
        using var iam = Clients.Iam(server);

        await iam.ListUsersAsync();

        var request = server.Requests.ShouldHaveSingleItem();
        SigV4.Expected(request with { Body = request.Body + "&UserName=ben" }, Clients.Secret)
            .ShouldNotBe(SigV4.Of(request.Headers["Authorization"]).Signature);
    }

    [Fact]
    public async Task Temporary_credentials_send_their_token_and_sign_it()
    {
        using var server = new WireServer(WireAnswer.Ok("ListUsers", ""), WireAnswer.Ok("Publish", ""));
        using var iam = new AmazonIdentityManagementServiceClient(Clients.KeyId, Clients.Secret, "token/+=",
            new AmazonIdentityManagementServiceConfig { ServiceURL = server.Url, AuthenticationRegion = "us-east-1" });
        using var sns = new AmazonSimpleNotificationServiceClient(Clients.KeyId, Clients.Secret, "token/+=",
            new AmazonSimpleNotificationServiceConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-west-1" });

        await iam.ListUsersAsync();
        await sns.PublishAsync("topic", "message");

        server.Requests.Count.ShouldBe(2);
        foreach (var (request, target) in server.Requests.Zip(["us-east-1/iam", "eu-west-1/sns"]))
        {
            request.Headers["X-Amz-Security-Token"].ShouldBe("token/+=");
            SigV4.Of(request.Headers["Authorization"]).SignedHeaders.ShouldContain("x-amz-security-token");
            ShouldBeSigned(request, target);
        }
    }

    private static void ShouldBeSigned(WireRequest request, string target)
    {
        var signature = SigV4.Of(request.Headers["Authorization"]);
        (signature.KeyId, signature.Target).ShouldBe((Clients.KeyId, target));
        signature.SignedHeaders.ShouldContain("host");
        signature.Signature.ShouldBe(SigV4.Expected(request, Clients.Secret));
    }
}
