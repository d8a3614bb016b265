using Amazon.Runtime;

namespace KeyReaper.Tests.Bundled;

/// <summary>Status 200 alone does not mean success: a proxy, a sign-in page or another service may answer anything with it.</summary>
public class UnderstandingTests
{
    private static readonly IamOperation[] WithoutResult = [.. IamOperation.All.Where(operation => operation.Name is "UpdateAccessKey" or "DeleteAccessKey" or "TagUser" or "UntagUser")];

    public static TheoryData<string> Operations => [.. IamOperation.All.Select(operation => operation.Name)];

    public static TheoryData<string> OperationsWithResult => [.. IamOperation.All.Except(WithoutResult).Select(operation => operation.Name)];

    public static TheoryData<string> OperationsWithoutResult => [.. WithoutResult.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_is_not_an_answer_to_the_operation_does_not_count_as_success(string name)
    {
        var whole = WireAnswer.Ok(name, "").Body;
        string[] bodies =
        [
            "", " ", "{}", "OK", "<html><body>Sign in</body></html>", "<Response/>", $"<{name}Response", $"<{name}Result/>",
            whole.Replace($"</{name}Response>", "", StringComparison.Ordinal),
            WireAnswer.Ok("SomethingElse", "").Body.Replace("request-of-SomethingElse", "", StringComparison.Ordinal),
            WireAnswer.Error(200, "Throttling").Body,
        ];

        foreach (var body in bodies) (await AnswerAsync(name, body)).ShouldBeNull(body);
    }

    [Theory]
    [MemberData(nameof(OperationsWithResult))]
    public async Task An_answer_without_the_result_says_nothing(string name)
    {
        var answer = await AnswerAsync(name, $"<{name}Response><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{name}Response>");

        // The official client returns an answer in which nothing is set, so KeyReaper has to check that what it needs is there.
        if (!AwsPackages.AreOfficial) answer.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(OperationsWithoutResult))]
    public async Task An_operation_that_has_no_result_succeeded_when_its_own_response_says_so(string name)
    {
        foreach (var result in (string[])["", $"<{name}Result/>"])
        {
            var answer = await AnswerAsync(name, $"<{name}Response>{result}<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></{name}Response>");

            answer.ShouldNotBeNull().ResponseMetadata.RequestId.ShouldBe("r-1");
        }
    }

    [Theory]
    [InlineData("""<?xml version="1.0" encoding="UTF-8"?>""")]
    [InlineData("<?xml version=\"1.0\"?>\n\n")]
    [InlineData("\n")]
    [InlineData("\r\n  \t")]
    [InlineData("<!-- served by IAM -->")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- served -->\n<!-- by IAM -->\n")]
    [InlineData("<!DOCTYPE ListUsersResponse>")]
    [InlineData("<?proxy passed?>")]
    public async Task What_may_stand_before_the_root_element_is_passed_over(string before)
    {
        using var server = new WireServer(new WireAnswer(200, before + WireAnswer.Ok("ListUsers", "<Users><member><UserName>anna</UserName></member></Users><IsTruncated>false</IsTruncated>").Body));
        using var iam = Clients.Iam(server);

        var page = await iam.ListUsersAsync();

        (page.Users.ShouldHaveSingleItem().UserName, page.IsTruncated, page.ResponseMetadata.RequestId).ShouldBe(("anna", false, "request-of-ListUsers"));
    }

    [Fact]
    public async Task What_was_answered_instead_is_said_but_not_quoted()
    {
        if (AwsPackages.AreOfficial) return; // the official packages report no error

        using var server = new WireServer(new WireAnswer(200, "<html><body>Sign in, anna</body></html>"));
        using var iam = Clients.Iam(server);

        var error = await Should.ThrowAsync<AmazonUnmarshallingException>(() => iam.UpdateAccessKeyAsync(new()));

        error.Message.ShouldContain("The answer to UpdateAccessKey is not understood: its root element is html.");
        error.Message.ShouldNotContain("anna");
        server.Requests.Count.ShouldBe(1, "what is not understood is not asked for again");
    }

    /// <returns>Null if the call failed, or if KeyReaper refuses the answer because it has no request id. The official client turns anything into such an answer.</returns>
    private static async Task<AmazonWebServiceResponse?> AnswerAsync(string operation, string body)
    {
        using var server = new WireServer(new WireAnswer(200, body));
        using var iam = Clients.Iam(server);
        try
        {
            var answer = await IamOperation.All.Single(known => known.Name == operation).AnswerAsync(iam);
            return AwsPackages.AreOfficial && answer.ResponseMetadata is not { RequestId.Length: > 0 } ? null : answer;
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or System.Xml.XmlException)
        {
            return null;
        }
    }
}
