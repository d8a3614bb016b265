namespace KeyReaper.Tests.Sandbox.Accounts;

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
    public async Task A_user_that_gets_another_name_and_path_keeps_id_keys_and_tags_and_has_another_ARN()
    {
        var alice = Account.CreateUser("alice");
        var key = alice.CreateAccessKey();
        alice.Tag("keyreaper:exempt", "2027-01-31");
        Account.CreateUser("bob");

        (await Client.Iam("UpdateUser", ("UserName", "alice"), ("NewUserName", "zoe"), ("NewPath", "/service/"))).Status.ShouldBe(200);

        var user = await Client.Iam("GetUser", ("UserName", "zoe"));
        (user.Text("UserId"), user.Text("Arn"), user.Text("Path"), user.Text("Key"))
            .ShouldBe((alice.UserId, "arn:aws:iam::111122223333:user/service/zoe", "/service/", "keyreaper:exempt"));
        (await Client.Iam("GetUser", ("UserName", "alice"))).Code.ShouldBe("NoSuchEntity");
        (await Client.Iam("ListUsers")).Texts("UserName").ShouldBe(["bob", "zoe"]);
        (await Client.Iam("ListAccessKeys", ("UserName", "zoe"))).Text("UserName").ShouldBe("zoe");
        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id))).Text("UserName").ShouldBe("zoe");
        (await Client.Iam("CreateUser", ("UserName", "alice"))).Text("UserId").ShouldNotBe(alice.UserId);
    }

    [Fact]
    public async Task A_user_is_given_no_name_that_another_has_in_whatever_case_and_stays_where_it_was()
    {
        Account.CreateUser("alice");
        Account.CreateUser("Bob");

        var answer = await Client.Iam("UpdateUser", ("UserName", "alice"), ("NewUserName", "bob"), ("NewPath", "/service/"));

        (answer.Status, answer.Code, answer.Message).ShouldBe((409, "EntityAlreadyExists", "User with name bob already exists."));
        Account.User("alice").Path.ShouldBe("/");
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("Alice")]
    public async Task A_user_may_be_given_the_name_it_has(string name)
    {
        var alice = Account.CreateUser("alice");

        (await Client.Iam("UpdateUser", ("UserName", "alice"), ("NewUserName", name), ("NewPath", "/service/"))).Status.ShouldBe(200);

        Account.User(name).ShouldBe(alice);
        alice.Path.ShouldBe("/service/");
    }

    [Fact]
    public async Task Nothing_to_change_changes_nothing_and_what_is_not_there_cannot_be_changed()
    {
        var alice = Account.CreateUser("alice");
        var before = Account.Snapshot();

        (await Client.Iam("UpdateUser", ("UserName", "alice"))).Status.ShouldBe(200);
        (await Client.Iam("UpdateUser", ("UserName", "bob"), ("NewPath", "/service/"))).Message.ShouldBe("The user with name bob cannot be found.");
        Account.Snapshot().ShouldBe(before);

        Account.DeleteUser("alice");
        Should.Throw<SandboxException>(() => alice.Rename("bob")).Code.ShouldBe("NoSuchEntity");
    }

    [Theory]
    [InlineData("NewUserName", "a b", "The specified value for newUserName is invalid.")]
    [InlineData("NewUserName", "a234567890123456789012345678901234567890123456789012345678901234567890", "at 'newUserName' failed to satisfy constraint: Member must have length less than or equal to 64")]
    [InlineData("NewPath", "service", "The specified value for newPath is invalid. It must begin and end with /")]
    public async Task A_new_name_or_path_out_of_shape_is_refused(string parameter, string value, string message)
    {
        Account.CreateUser("alice");

        var answer = await Client.Iam("UpdateUser", ("UserName", "alice"), (parameter, value));

        (answer.Status, answer.Code).ShouldBe((400, "ValidationError"));
        answer.Message!.ShouldContain(message);
    }

    [Fact]
    public async Task A_user_who_names_nobody_is_told_about_itself_with_path_and_tags()
    {
        var alice = Account.CreateUser("alice", "/ci/");
        alice.Tag("Owner", "payments");
        var key = alice.CreateAccessKey();

        using var iam = IamOf(key);
        var self = await iam.GetUserAsync();

        (self.User.UserName, self.User.Path, self.User.Arn).ShouldBe(("alice", "/ci/", alice.Arn));
        self.User.Tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("Owner", "payments")]);
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
