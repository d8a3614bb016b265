using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;
using IamModel = Amazon.IdentityManagement.Model;
using SnsModel = Amazon.SimpleNotificationService.Model;

namespace KeyReaper.Tests.Aws;

/// <summary>The official SDK turns anything with status 200 into an answer in which nothing is set. That is neither success nor an empty list.</summary>
public class EmptyAnswerTests
{
    [Fact]
    public async Task An_act_that_nobody_answered_is_not_done()
    {
        using var client = new EmptyIam();
        var iam = new Iam(client, TimeProvider.System);
        var key = A.Key;

        foreach (var act in (Func<Task>[])[() => iam.DeactivateAsync(key, default), () => iam.DeleteAsync(key, default), () => iam.ForgetAsync(key, default)])
            (await Should.ThrowAsync<IamException>(act)).Message.ShouldEndWith("the answer is not from AWS: it has no request id");
    }

    [Fact]
    public async Task A_list_that_nobody_answered_is_not_empty()
    {
        using var client = new EmptyIam();

        (await Should.ThrowAsync<IamException>(() => new Iam(client, TimeProvider.System).UsersAsync(default))).Message.ShouldBe("iam:ListUsers: the answer is not from AWS: it has no request id");
    }

    [Fact]
    public async Task A_report_that_nobody_took_is_not_published()
    {
        using var client = new EmptySns();

        var error = await Should.ThrowAsync<TopicException>(() => new Topic("arn:t", client).PublishAsync("subject", "{}", new Dictionary<string, string>(), CancellationToken.None));

        error.Message.ShouldBe("The report could not be published to TOPIC_ARN arn:t. the answer is not from AWS: it has no request id");
    }

    private sealed class EmptyIam() : AmazonIdentityManagementServiceClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
    {
        public override Task<IamModel.UpdateAccessKeyResponse> UpdateAccessKeyAsync(IamModel.UpdateAccessKeyRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new IamModel.UpdateAccessKeyResponse());

        public override Task<IamModel.DeleteAccessKeyResponse> DeleteAccessKeyAsync(IamModel.DeleteAccessKeyRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new IamModel.DeleteAccessKeyResponse { ResponseMetadata = new() });

        public override Task<IamModel.UntagUserResponse> UntagUserAsync(IamModel.UntagUserRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new IamModel.UntagUserResponse { ResponseMetadata = new() { RequestId = "" } });

        public override Task<IamModel.ListUsersResponse> ListUsersAsync(IamModel.ListUsersRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new IamModel.ListUsersResponse { IsTruncated = false });
    }

    private sealed class EmptySns() : AmazonSimpleNotificationServiceClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
    {
        public override Task<SnsModel.PublishResponse> PublishAsync(SnsModel.PublishRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new SnsModel.PublishResponse());
    }
}
