using Amazon.IdentityManagement;

namespace KeyReaper.Tests.Bundled;

/// <summary>The SDK decides what is retried. These tests check that our errors give it what it needs to decide. One retry waits up to a second.</summary>
public class RetryTests
{
    [Theory]
    [InlineData(400, "Throttling")]
    [InlineData(400, "RequestLimitExceeded")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(500, "ServiceFailure")]
    public async Task A_throttled_or_failed_call_is_sent_again(int status, string code)
    {
        using var server = new WireServer(WireAnswer.Error(status, code), WireAnswer.Ok("ListUsers", "<IsTruncated>false</IsTruncated>"));
        using var iam = Clients.Iam(server, retries: 1);

        (await iam.ListUsersAsync()).IsTruncated.ShouldBe(false);

        server.Requests.Count.ShouldBe(2);
        server.Requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_call_that_stays_throttled_ends_with_the_last_error()
    {
        using var server = new WireServer(WireAnswer.Error(400, "Throttling"), WireAnswer.Error(400, "Throttling"));
        using var iam = Clients.Iam(server, retries: 1);

        var error = await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => iam.ListUsersAsync());

        error.ErrorCode.ShouldBe("Throttling");
        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(404, "NoSuchEntity")]
    [InlineData(403, "AccessDenied")]
    [InlineData(409, "LimitExceeded")]
    [InlineData(409, "ConcurrentModification")]
    [InlineData(409, "EntityTemporarilyUnmodifiable")]
    public async Task An_answer_that_will_not_change_is_not_asked_for_again(int status, string code)
    {
        using var server = new WireServer(WireAnswer.Error(status, code));
        using var iam = Clients.Iam(server, retries: 2);

        await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => iam.TagUserAsync(new() { UserName = "anna" }));

        server.Requests.ShouldHaveSingleItem();
    }
}
