namespace KeyReaper.Tests.Sandbox.Trouble;

public sealed class FaultTests : SandboxTest
{
    [Theory]
    [InlineData(FaultKind.Throttle, 400, "Throttling", "Rate exceeded")]
    [InlineData(
        FaultKind.ServerError,
        500,
        "ServiceFailure",
        "The request processing has failed because of an unknown error, exception or failure.")]
    [InlineData(FaultKind.Unavailable, 503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.")]
    [InlineData(
        FaultKind.ConcurrentModification,
        409,
        "ConcurrentModification",
        "The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.")]
    [InlineData(FaultKind.NoSuchEntity, 404, "NoSuchEntity", "The user with name alice cannot be found.")]
    [InlineData(
        FaultKind.AccessDenied,
        403,
        "AccessDenied",
        "User: arn:aws:sts::111122223333:assumed-role/Administrator/sandbox is not authorized to perform: iam:CreateAccessKey " +
        "on resource: user alice because no identity-based policy allows the iam:CreateAccessKey action")]
    public async Task A_struck_call_is_answered_with_the_fault_s_error_and_has_no_effect(
        FaultKind kind, int status, string code, string message)
    {
        var alice = Account.CreateUser("alice");
        Sandbox.Faults.Add(new() { Action = "CreateAccessKey", Kind = kind });

        var answer = await Client.Iam("CreateAccessKey", ("UserName", "alice"));

        (answer.Status, answer.Code, answer.Message).ShouldBe((status, code, message));
        answer.Text("Type").ShouldBe(status < 500 ? "Sender" : "Receiver");
        alice.AccessKeys.ShouldBeEmpty();
        Sandbox.Calls.Single().ErrorCode.ShouldBe(code);
    }

    [Fact]
    public async Task Any_other_error_can_be_told()
    {
        Sandbox.Faults.Add(new() { Kind = FaultKind.Error, Status = 409, Code = "ConcurrentModification", Message = "Try again." });

        var answer = await Client.Iam("ListUsers");

        (answer.Status, answer.Code, answer.Message).ShouldBe((409, "ConcurrentModification", "Try again."));
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeEffect, 0)]
    [InlineData(FaultKind.ResetAfterEffect, 1)]
    public async Task A_reset_leaves_the_client_without_an_answer_and_the_effect_as_its_name_says(FaultKind kind, int keys)
    {
        var alice = Account.CreateUser("alice");
        Sandbox.Faults.Add(new() { Kind = kind });

        await Should.ThrowAsync<HttpRequestException>(() => Client.Iam("CreateAccessKey", ("UserName", "alice")));

        alice.AccessKeys.Count.ShouldBe(keys);
        Sandbox.Calls.ShouldHaveSingleItem().ToString().ShouldBe($"iam:CreateAccessKey alice  0 {kind}");
    }

    [Theory]
    [InlineData(FaultKind.NoAnswerBeforeEffect, 0)]
    [InlineData(FaultKind.NoAnswerAfterEffect, 1)]
    [InlineData(FaultKind.StalledAnswer, 1)]
    public async Task A_call_that_is_not_answered_keeps_the_client_waiting_and_has_the_effect_its_name_says(FaultKind kind, int keys)
    {
        var alice = Account.CreateUser("alice");
        var acted = new TaskCompletionSource();
        Sandbox.Faults.Add(new() { Kind = kind, After = _ => acted.SetResult() });

        var answer = Client.Iam("CreateAccessKey", ("UserName", "alice"));

        await acted.Task;
        alice.AccessKeys.Count.ShouldBe(keys);
        answer.IsCompleted.ShouldBeFalse();
        await Sandbox.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => answer);
    }

    [Fact]
    public async Task An_answer_can_be_given_another_text_after_its_effect()
    {
        var alice = Account.CreateUser("alice");
        Sandbox.Faults.Add(new() { Kind = FaultKind.Rewritten, Rewrite = (call, text) => text.Replace("Active", $"Frozen by {call.Action}", StringComparison.Ordinal) });

        var answer = await Client.Iam("CreateAccessKey", ("UserName", "alice"));

        answer.Text("Status").ShouldBe("Frozen by CreateAccessKey");
        alice.AccessKeys.Single().Status.ShouldBe("Active");
        Sandbox.Calls.Single().ToString().ShouldBe("iam:CreateAccessKey alice  200 Rewritten");
    }

    [Fact]
    public async Task A_fault_skips_strikes_and_is_spent()
    {
        Sandbox.Faults.Add(new() { Action = "ListUsers", Skip = 1, Times = 2, Kind = FaultKind.Throttle });

        var statuses = new List<int>();
        foreach (var action in (string[])["ListUsers", "ListAccountAliases", "ListUsers", "ListUsers", "ListUsers"])
        {
            statuses.Add((await Client.Iam(action)).Status);
        }

        statuses.ShouldBe([200, 200, 400, 400, 200]);
    }

    [Fact]
    public async Task A_fault_of_a_user_strikes_calls_about_the_user_s_keys_as_well()
    {
        var alice = Account.CreateUser("alice").CreateAccessKey();
        var bob = Account.CreateUser("bob").CreateAccessKey();
        Sandbox.Faults.Add(new() { UserName = "alice", Kind = FaultKind.AccessDenied });

        (await Client.Iam("GetUser", ("UserName", "alice"))).Status.ShouldBe(403);
        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", alice.Id))).Message!.ShouldContain("on resource: user alice because");
        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", bob.Id))).Status.ShouldBe(200);
        (await Client.Iam("ListUsers")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_fault_can_be_bound_to_a_key_or_to_any_condition_until_it_is_cleared()
    {
        var keys = Account.CreateUser("alice") is var alice ? new[] { alice.CreateAccessKey(), alice.CreateAccessKey() } : [];
        Sandbox.Faults.Add(new() { AccessKeyId = keys[0].Id, Kind = FaultKind.Unavailable });
        Sandbox.Faults.Add(new() { When = call => call["MaxItems"] == "13", Kind = FaultKind.ServerError });

        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", keys[0].Id))).Status.ShouldBe(503);
        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", keys[1].Id))).Status.ShouldBe(200);
        (await Client.Iam("ListUsers", ("MaxItems", "13"))).Status.ShouldBe(500);

        Sandbox.Faults.Clear();
        (await Client.Iam("ListUsers", ("MaxItems", "13"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_hook_before_the_effect_changes_what_the_call_finds()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Before = call => Account.DeleteUser(call.UserName!) });

        var answer = await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));

        answer.Message.ShouldBe("The user with name alice cannot be found.");
    }

    [Fact]
    public async Task A_hook_after_the_effect_sees_how_the_call_ended_and_every_striking_fault_runs_its_own()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        var seen = new List<string>();
        Sandbox.Faults.Add(new() { After = call => seen.Add($"{call.HttpStatus} {key.Status}") });
        Sandbox.Faults.Add(new() { Kind = FaultKind.Throttle, Skip = 1, After = call => seen.Add(call.ErrorCode!) });

        await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));
        await Client.Iam("ListUsers");

        seen.ShouldBe(["200 Inactive", "400 Inactive", "Throttling"]);
    }

    [Fact]
    public async Task A_hook_that_breaks_shows_in_the_answer()
    {
        Sandbox.Faults.Add(new() { Before = _ => throw new InvalidTimeZoneException("a broken hook") });

        var answer = await Client.Iam("ListUsers");

        (answer.Status, answer.Code).ShouldBe((500, "InternalFailure"));
        answer.Message!.ShouldContain("a broken hook");
    }

    [Fact]
    public async Task SNS_has_its_own_codes_for_faults()
    {
        var arn = Sandbox.Topics.Create("t").Arn;
        Sandbox.Faults.Add(new() { Times = 1, Kind = FaultKind.AccessDenied });
        Sandbox.Faults.Add(new() { Skip = 1, Times = 1, Kind = FaultKind.ServerError });
        Sandbox.Faults.Add(new() { Skip = 2, Kind = FaultKind.NoSuchEntity });

        var codes = new List<string?>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            codes.Add((await Client.Sns("Publish", ("TopicArn", arn), ("Message", "x"))).Code);
        }

        codes.ShouldBe(["AuthorizationError", "InternalError", "NotFound"]);
    }
}
