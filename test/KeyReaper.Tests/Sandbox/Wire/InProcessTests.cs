using System.Net;
using System.Xml.Linq;
using Amazon.IdentityManagement;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Model;

namespace KeyReaper.Tests.Sandbox.Wire;

/// <summary>The way into a sandbox that has no socket.</summary>
public sealed class InProcessTests : IAsyncDisposable
{
    private readonly SandboxServer sandbox = SandboxServer.WithoutSocket();

    [Fact]
    public async Task A_request_signed_by_a_user_arrives_byte_for_byte_and_moves_the_keys_last_use()
    {
        var key = sandbox.Account.CreateUser("alice").CreateAccessKey();
        using var way = sandbox.CreateHandler();
        using var line = new Line(way);
        using var iam = new AmazonIdentityManagementServiceClient(key.Id, key.Secret, new AmazonIdentityManagementServiceConfig
        {
            ServiceURL = sandbox.Endpoint.ToString(),
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = line,
        });

        var keys = await iam.ListAccessKeysAsync();

        keys.AccessKeyMetadata.Single().AccessKeyId.ShouldBe(key.Id);
        key.LastUsed.ShouldBe(new(sandbox.Clock.GetUtcNow(), "iam", "us-east-1"));
    }

    [Fact]
    public async Task Answers_have_status_headers_and_body_as_over_a_socket()
    {
        using var way = sandbox.CreateHandler();
        using var client = new HttpClient(way);

        using var refused = await client.GetAsync(new Uri(sandbox.Endpoint, "?Action=ListUsers&Version=2010-05-08"));

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        refused.Headers.Contains("x-amzn-RequestId").ShouldBeTrue();
        XElement.Parse(await refused.Content.ReadAsStringAsync()).Descendants().Single(element => element.Name.LocalName == "Code").Value.ShouldBe("MissingAuthenticationToken");
    }

    [Fact]
    public async Task A_reset_connection_is_no_answer()
    {
        sandbox.Faults.Add(new() { Kind = FaultKind.ResetAfterEffect });
        using var way = sandbox.CreateHandler();
        using var client = new HttpClient(way);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDADMINISTRATOR/20260105/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0");
        using var request = new FormUrlEncodedContent([new("Action", "CreateUser"), new("Version", "2010-05-08"), new("UserName", "alice")]);

        await Should.ThrowAsync<HttpRequestException>(() => client.PostAsync(sandbox.Endpoint, request));

        sandbox.Account.Users.Single().Name.ShouldBe("alice");
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();
}
