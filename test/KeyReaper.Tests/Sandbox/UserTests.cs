namespace KeyReaper.Tests.Sandbox;

public sealed class UserTests : SandboxTest
{
    private const string Unfit = "1 validation error detected: Value";
    private const string Misspelt =
        "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-";

    [Fact]
    public async Task A_created_user_has_path_id_ARN_creation_time_and_tags()
    {
        var answer = await Client.Iam(
            "CreateUser",
            ("UserName", "deploy+eu@example.com"), ("Path", "/ci/"), ("Tags.member.1.Key", "owner"), ("Tags.member.1.Value", "payments"));

        answer.Text("Arn").ShouldBe("arn:aws:iam::111122223333:user/ci/deploy+eu@example.com");
        answer.Text("CreateDate").ShouldBe("2026-01-05T06:00:00Z");
        answer.Text("UserId")!.ShouldMatch("^AIDA[A-Z2-7]{17}$");
        (answer.Text("Key"), answer.Text("Value")).ShouldBe(("owner", "payments"));
        Account.User("deploy+eu@example.com").Tags["OWNER"].ShouldBe("payments");
    }

    [Fact]
    public async Task ListUsers_filters_by_path_sorts_by_name_ignoring_case_and_leaves_out_tags()
    {
        Account.CreateUser("Zoe", "/ci/").Tag("owner", "payments");
        Account.CreateUser("adam", "/ci/build/");
        Account.CreateUser("eve", "/cia/");

        var answer = await Client.Iam("ListUsers", ("PathPrefix", "/ci/"));

        answer.Texts("UserName").ShouldBe(["adam", "Zoe"]);
        answer.Texts("Tags").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_differs_by_case_alone_is_taken_but_does_not_find_the_user()
    {
        Account.CreateUser("alice");

        (await Client.Iam("CreateUser", ("UserName", "Alice"))).Message.ShouldBe("User with name Alice already exists.");
        (await Client.Iam("GetUser", ("UserName", "Alice"))).Code.ShouldBe("NoSuchEntity");
    }

    [Fact]
    public async Task A_user_with_access_keys_is_not_deleted()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        (await Client.Iam("DeleteUser", ("UserName", "alice"))).Code.ShouldBe("DeleteConflict");
        key.Delete();
        (await Client.Iam("DeleteUser", ("UserName", "alice"))).Status.ShouldBe(200);

        Account.Users.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", Unfit + " '' at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("a b", Misspelt)]
    [InlineData("ünal", Misspelt)]
    [InlineData("alice\n", Misspelt)]
    [InlineData(null, Unfit + " null at 'userName' failed to satisfy constraint: Member must not be null")]
    public async Task A_user_name_out_of_shape_is_refused(string? name, string message)
    {
        var answer = await Client.Iam("CreateUser", name is null ? [] : [("UserName", name)]);

        (answer.Status, answer.Code, answer.Message).ShouldBe((400, "ValidationError", message));
        Account.Users.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_value_that_XML_cannot_hold_still_gets_a_readable_answer()
    {
        var answer = await Client.Iam("UpdateAccessKey", ("AccessKeyId", "AKIA000000000000"), ("Status", "a\u0001b"));

        answer.Message.ShouldBe(
            $"{Unfit} 'a\uFFFDb' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]");
    }

    [Fact]
    public async Task Without_a_name_a_caller_who_is_no_user_is_refused()
    {
        foreach (var action in (string[])["GetUser", "ListAccessKeys", "CreateAccessKey"])
        {
            (await Client.Iam(action)).Message.ShouldBe("Must specify userName when calling with non-User credentials");
        }
    }

    [Fact]
    public async Task An_account_has_one_alias_and_a_summary()
    {
        Account.CreateUser("alice");
        Account.RootAccessKey = true;

        await Client.Iam("CreateAccountAlias", ("AccountAlias", "first"));
        await Client.Iam("CreateAccountAlias", ("AccountAlias", "second"));

        (await Client.Iam("ListAccountAliases")).Texts("member").ShouldBe(["second"]);
        (await Client.Iam("CreateAccountAlias", ("AccountAlias", "-bad-"))).Code.ShouldBe("ValidationError");
        var summary = await Client.Iam("GetAccountSummary");
        summary.Texts("key").Zip(summary.Texts("value")).ShouldContain(("Users", "1"));
        summary.Texts("key").Zip(summary.Texts("value")).ShouldContain(("AccountAccessKeysPresent", "1"));
    }
}
