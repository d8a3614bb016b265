namespace KeyReaper.Tests.Sandbox.Membership;

/// <summary>What Organizations refuses, with its own error codes.</summary>
public sealed class OrganizationErrorTests : SandboxTest
{
    [Theory]
    [InlineData("ListAccounts", """{"MaxResults": 21}""", "InvalidInputException")]
    [InlineData("ListAccounts", """{"MaxResults": 0}""", "InvalidInputException")]
    [InlineData("ListAccounts", """{"NextToken": "nonsense"}""", "InvalidInputException")]
    [InlineData("ListAccounts", """{"MaxResults": "many"}""", "SerializationException")]
    [InlineData("ListAccounts", """{"MaxResults": """, "SerializationException")]
    [InlineData("ListAccounts", "[]", "SerializationException")]
    [InlineData("DescribeAccount", "{}", "InvalidInputException")]
    [InlineData("DescribeAccount", """{"AccountId": "4444"}""", "InvalidInputException")]
    [InlineData("DescribeAccount", """{"AccountId": "999999999999"}""", "AccountNotFoundException")]
    [InlineData("ListParents", "{}", "InvalidInputException")]
    [InlineData("ListParents", """{"ChildId": null}""", "InvalidInputException")]
    [InlineData("ListParents", """{"ChildId": "999999999999"}""", "ChildNotFoundException")]
    [InlineData("ListTagsForResource", """{"ResourceId": "999999999999"}""", "TargetNotFoundException")]
    [InlineData("ListAccountsForParent", """{"ParentId": "ou-a1b2-c3d4e5f6"}""", "ParentNotFoundException")]
    [InlineData("LeaveOrganization", "{}", "UnknownOperationException")]
    public async Task A_request_it_cannot_serve_is_refused(string action, string body, string code)
    {
        using var client = new JsonClient(Sandbox);

        var answer = await client.PostText(action, body);

        (answer.Status, answer.Code).ShouldBe((400, code));
        Sandbox.Calls.Single().ErrorCode.ShouldBe(code);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 400, "TooManyRequestsException")]
    [InlineData(FaultKind.ServerError, 500, "ServiceException")]
    [InlineData(FaultKind.Unavailable, 503, "ServiceUnavailableException")]
    [InlineData(FaultKind.AccessDenied, 400, "AccessDeniedException")]
    public async Task Faults_strike_here_too(FaultKind kind, int status, string code)
    {
        Sandbox.Faults.Add(new() { Action = "ListAccounts", AccountId = Account.Id, Kind = kind });
        using var client = new JsonClient(Sandbox);

        var answer = await client.Post("ListAccounts");

        (answer.Status, answer.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_in_the_words_of_this_protocol()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        key.Deactivate();
        using var client = new JsonClient(Sandbox, key.Id);

        (await client.Post("ListAccounts")).Code.ShouldBe("UnrecognizedClientException");
    }

    [Fact]
    public async Task A_call_is_kept_with_service_action_and_parameters()
    {
        using var client = new JsonClient(Sandbox);

        await client.Post("ListAccounts", ("MaxResults", 7), ("NextToken", "nonsense"));

        var call = Sandbox.Calls.Single();
        (call.Service, call.Action, call["MaxResults"], call["NextToken"], call.AccountId)
            .ShouldBe(("organizations", "ListAccounts", "7", "nonsense", "111122223333"));
    }
}
