using System.Net;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace KeyReaper.Tests.Bundled;

public class IamErrorTests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["ConcurrentModification"] = typeof(ConcurrentModificationException),
        ["InvalidInput"] = typeof(InvalidInputException),
        ["LimitExceeded"] = typeof(LimitExceededException),
        ["NoSuchEntity"] = typeof(NoSuchEntityException),
        ["ReportExpired"] = typeof(CredentialReportExpiredException),
        ["ReportInProgress"] = typeof(CredentialReportNotReadyException),
        ["ReportNotPresent"] = typeof(CredentialReportNotPresentException),
        ["ServiceFailure"] = typeof(ServiceFailureException),
        ["AccessDenied"] = typeof(AmazonIdentityManagementServiceException),
    };

    public static TheoryData<string> Operations => [.. IamOperation.All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_has_types_for_its_own_error_codes_and_the_base_type_for_all_others(string name)
    {
        var operation = IamOperation.All.Single(known => known.Name == name);
        using var server = new WireServer([.. Types.Keys.Select(code => WireAnswer.Error(400, code))]);
        using var iam = Clients.Iam(server);

        foreach (var (code, type) in Types)
        {
            var error = await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => operation.Call(iam));

            error.GetType().ShouldBe(operation.TypedErrors.Split(' ').Contains(code) ? type : typeof(AmazonIdentityManagementServiceException), code);
            error.ErrorCode.ShouldBe(code);
        }
    }

    [Theory]
    [InlineData(404, "NoSuchEntity", "Sender", ErrorType.Sender)]
    [InlineData(500, "ServiceFailure", "Receiver", ErrorType.Receiver)]
    public async Task An_error_says_what_the_answer_said(int status, string code, string fault, ErrorType type)
    {
        using var server = new WireServer(WireAnswer.Error(status, code, fault));
        using var iam = Clients.Iam(server);

        var error = await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => iam.ListUserTagsAsync(new() { UserName = "anna" }));

        (error.ErrorCode, error.Message, error.StatusCode, error.RequestId, error.ErrorType)
            .ShouldBe((code, $"why it is {code}", (HttpStatusCode)status, $"request-of-{code}", type));
        error.InnerException.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("Service unavailable")]
    public async Task An_error_page_that_is_not_from_IAM_is_still_a_service_exception_with_its_status(string body)
    {
        using var server = new WireServer(new WireAnswer(502, body));
        using var iam = Clients.Iam(server);

        var error = await Should.ThrowAsync<AmazonServiceException>(() => iam.ListUsersAsync());

        error.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_an_error_of_the_client()
    {
        using var server = new WireServer();
        using var iam = Clients.Iam(server);
        server.Dispose();

        await Should.ThrowAsync<HttpRequestException>(() => iam.ListUsersAsync());
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        using var server = new WireServer();
        using var iam = Clients.Iam(server);

        await Should.ThrowAsync<OperationCanceledException>(() => iam.ListUsersAsync(new CancellationToken(canceled: true)));

        server.Requests.ShouldBeEmpty();
    }
}
