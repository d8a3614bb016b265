using Amazon.IdentityManagement.Model;

namespace KeyReaper.Tests.Bundled;

public class IamRequestTests
{
    private static readonly string[] Version = ["Version=2010-05-08"];

    public static TheoryData<string> Operations => [.. IamOperation.All.Select(operation => operation.Name)];

    public static TheoryData<string> BareOperations => [.. IamOperation.Bare.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_is_posted_with_its_action_its_version_and_every_member_that_is_set(string name)
    {
        var operation = IamOperation.All.Single(known => known.Name == name);
        using var server = new WireServer(WireAnswer.Ok(name, ""));
        using var iam = Clients.Iam(server);

        await operation.Call(iam);

        var request = server.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("POST", "/"));
        request.Headers["Content-Type"].ShouldStartWith("application/x-www-form-urlencoded");
        Parameters(request).ShouldBe(
            operation.Parameters.Split('|', StringSplitOptions.RemoveEmptyEntries).Concat([$"Action={name}", .. Version]), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(BareOperations))]
    public async Task An_operation_called_without_a_request_sends_its_action_and_version_only(string name)
    {
        using var server = new WireServer(WireAnswer.Ok(name, ""));
        using var iam = Clients.Iam(server);

        await IamOperation.Bare.Single(known => known.Name == name).Call(iam);

        Parameters(server.Requests.ShouldHaveSingleItem()).ShouldBe([$"Action={name}", .. Version], ignoreOrder: true);
    }

    [Fact]
    public async Task A_list_that_is_not_set_is_not_sent_and_one_set_to_empty_is_sent_as_empty()
    {
        using var server = new WireServer(WireAnswer.Ok("TagUser", ""), WireAnswer.Ok("TagUser", ""), WireAnswer.Ok("UntagUser", ""));
        using var iam = Clients.Iam(server);

        await iam.TagUserAsync(new() { UserName = "anna" });
        await iam.TagUserAsync(new() { UserName = "anna", Tags = [] });
        await iam.UntagUserAsync(new() { UserName = "anna", TagKeys = [] });

        server.Requests.Select(Parameters).ShouldBe(
        [
            ["Action=TagUser", "UserName=anna", "Version=2010-05-08"],
            ["Action=TagUser", "Tags=", "UserName=anna", "Version=2010-05-08"],
            ["Action=UntagUser", "TagKeys=", "UserName=anna", "Version=2010-05-08"],
        ]);
    }

    [Fact]
    public async Task A_client_can_be_replaced_operation_by_operation_in_tests()
    {
        using var iam = new NoKeys();

        (await iam.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = "anna" })).AccessKeyMetadata.ShouldBeEmpty();
    }

    private static string[] Parameters(WireRequest request) => [.. request.Form.Select(parameter => $"{parameter.Key}={parameter.Value}").Order()];

    private sealed class NoKeys() : Amazon.IdentityManagement.AmazonIdentityManagementServiceClient("id", "secret", Amazon.RegionEndpoint.EUWest1)
    {
        public override Task<ListAccessKeysResponse> ListAccessKeysAsync(ListAccessKeysRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ListAccessKeysResponse { AccessKeyMetadata = [] });
    }
}
