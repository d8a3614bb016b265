using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox.Wire;

public sealed class ProtocolTests : SandboxTest
{
    [Fact]
    public async Task An_answer_has_its_service_s_namespace_a_result_and_the_request_id_of_its_header()
    {
        var answer = await Client.Iam("ListUsers");

        answer.Status.ShouldBe(200);
        answer.Xml.Name.ToString().ShouldBe("{https://iam.amazonaws.com/doc/2010-05-08/}ListUsersResponse");
        answer.Xml.Elements().Select(element => element.Name.LocalName).ShouldBe(["ListUsersResult", "ResponseMetadata"]);
        answer.Headers.GetValues("x-amzn-RequestId").ShouldBe([answer.Text("RequestId")!]);
    }

    [Fact]
    public async Task An_action_without_output_answers_metadata_alone()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        var answer = await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));

        answer.Xml.Elements().Select(element => element.Name.LocalName).ShouldBe(["ResponseMetadata"]);
        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task An_error_says_whose_fault_it_is_with_code_and_message()
    {
        var answer = await Client.Iam("GetUser", ("UserName", "nobody"));

        answer.Status.ShouldBe(404);
        answer.Xml.Name.ToString().ShouldBe("{https://iam.amazonaws.com/doc/2010-05-08/}ErrorResponse");
        (answer.Text("Type"), answer.Code, answer.Message)
            .ShouldBe(("Sender", "NoSuchEntity", "The user with name nobody cannot be found."));
    }

    [Fact]
    public async Task A_query_string_asks_the_same_as_a_form()
    {
        Account.CreateUser("alice", "/ci/");

        var answer = await Client.Get("?Action=ListUsers&Version=2010-05-08&PathPrefix=%2Fci%2F");

        answer.Texts("UserName").ShouldBe(["alice"]);
    }

    [Theory]
    [InlineData("?Action=ListBuckets&Version=2010-05-08", "InvalidAction", "Could not find operation ListBuckets for version 2010-05-08")]
    [InlineData("?Action=Publish&Version=2010-05-08", "InvalidAction", "Could not find operation Publish for version 2010-05-08")]
    [InlineData("?Action=ListUsers&Version=1999-01-01", "InvalidAction", "Could not find operation ListUsers for version NO_VERSION_SPECIFIED")]
    [InlineData("?Version=2010-05-08", "MissingAction", "The request must contain the parameter Action")]
    public async Task What_no_version_offers_is_refused(string query, string code, string message)
    {
        var answer = await Client.Get(query);

        (answer.Status, answer.Code, answer.Message).ShouldBe((400, code, message));
    }

    [Fact]
    public async Task Every_call_is_kept_in_order_with_its_parameters_caller_and_end()
    {
        await Client.Iam("ListUsers", ("MaxItems", "7"));
        await Client.Iam("GetUser", ("UserName", "nobody"));

        Sandbox.Calls.Select(call => (call.Service, call.Action, call.HttpStatus, call.ErrorCode))
            .ShouldBe([("iam", "ListUsers", 200, null), ("iam", "GetUser", 404, "NoSuchEntity")]);
        Sandbox.Calls[0]["MaxItems"].ShouldBe("7");
        Sandbox.Calls[1].UserName.ShouldBe("nobody");
        Sandbox.Calls[1].CallerAccessKeyId.ShouldBe("AKIDADMINISTRATOR");

        Sandbox.ClearCalls();
        Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_sandboxes_give_out_the_same_ids_whatever_was_called_between()
    {
        await using var other = await SandboxServer.StartAsync();
        await Client.Iam("ListUsers");

        var ids = new[] { Account, other.Account }.Select(account => account.CreateUser("alice").CreateAccessKey().Id).ToArray();

        ids[0].ShouldBe(ids[1]);
        ids[0].ShouldMatch("^AKIA[A-Z2-7]{16}$");
    }
}
