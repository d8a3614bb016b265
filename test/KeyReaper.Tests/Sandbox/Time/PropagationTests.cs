namespace KeyReaper.Tests.Sandbox.Time;

/// <summary>An eventually consistent sandbox: changes have been made, but reads do not show them yet.</summary>
public sealed class PropagationTests : SandboxTest
{
    [Fact]
    public async Task An_update_is_unseen_by_as_many_calls_as_set()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        Account.Propagation.Calls = 2;

        await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));

        key.Status.ShouldBe("Inactive");
        (await Status()).ShouldBe(["Active"]);
        (await Status()).ShouldBe(["Active"]);
        (await Status()).ShouldBe(["Inactive"]);
    }

    [Fact]
    public async Task An_update_is_unseen_until_the_time_set_has_passed_however_many_calls_come()
    {
        var user = Account.CreateUser("alice");
        Account.Propagation.Time = TimeSpan.FromSeconds(10);
        user.Tag("owner", "ops");

        for (var second = 0; second < 10; second++)
        {
            (await Tags()).ShouldBeEmpty();
            Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await Tags()).ShouldBe(["ops"]);
    }

    [Fact]
    public async Task Updates_become_visible_in_order_each_after_its_own_delay()
    {
        var user = Account.CreateUser("alice");
        Account.Propagation.Calls = 2;
        user.Tag("owner", "first");
        (await Tags()).ShouldBeEmpty();
        user.Tag("owner", "second");

        (await Tags()).ShouldBeEmpty();
        (await Tags()).ShouldBe(["first"]);
        (await Tags()).ShouldBe(["second"]);
    }

    [Fact]
    public async Task Created_and_deleted_keys_and_their_use_are_late_too()
    {
        var user = Account.CreateUser("alice");
        var old = user.CreateAccessKey();
        Account.Propagation.Time = TimeSpan.FromMinutes(1);
        old.Use();
        old.Delete();
        var made = user.CreateAccessKey();

        (await Ids()).ShouldBe([old.Id]);
        (await LastUsed(old)).LastUsed.ShouldBeNull();
        (await LastUsed(made)).Code.ShouldBe("NoSuchEntity");

        Sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Ids()).ShouldBe([made.Id]);
        (await LastUsed(old)).Code.ShouldBe("NoSuchEntity");
    }

    [Fact]
    public async Task A_user_that_has_moved_is_shown_and_judged_by_its_old_path_for_a_while()
    {
        var user = Account.CreateUser("alice");
        Account.CreateRole("Ops", $$"""{"Statement": {"Effect": "Allow", "Action": "iam:GetUser", "Resource": "{{user.Arn}}"} }""").SignsWith("ASIASOMEROLE00000000");
        using var client = new QueryClient(Sandbox, "ASIASOMEROLE00000000");
        Account.Propagation.Time = TimeSpan.FromSeconds(10);

        user.MoveTo("/service/");

        user.Arn.ShouldBe("arn:aws:iam::111122223333:user/service/alice");
        (await client.Iam("GetUser", ("UserName", "alice"))).Text("Arn").ShouldBe("arn:aws:iam::111122223333:user/alice");
        (await Client.Iam("ListUsers", ("PathPrefix", "/service/"))).Texts("UserName").ShouldBeEmpty();
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        (await client.Iam("GetUser", ("UserName", "alice"))).Status.ShouldBe(403);
        (await Client.Iam("GetUser", ("UserName", "alice"))).Text("Path").ShouldBe("/service/");
        (await Client.Iam("ListUsers", ("PathPrefix", "/service/"))).Texts("UserName").ShouldBe(["alice"]);
    }

    [Fact]
    public async Task Changes_are_made_to_what_is_there_not_to_what_is_seen()
    {
        var user = Account.CreateUser("alice");
        var key = user.CreateAccessKey();
        Account.Propagation.Calls = 100;

        await Client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id));

        (await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Active"))).Code.ShouldBe("NoSuchEntity");
        (await Ids()).ShouldBe([key.Id]);
        user.AccessKeys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_sees_tags_late_as_well()
    {
        var user = Account.CreateUser("alice");
        var role = Account.CreateRole(
            "Ops",
            """{"Statement": {"Effect": "Allow", "Action": "iam:ListAccessKeys", "Resource": "*", "Condition": {"Null": {"iam:ResourceTag/keyreaper:exempt": "true"}}}}""");
        role.SignsWith("ASIASOMEROLE00000000");
        using var client = new QueryClient(Sandbox, "ASIASOMEROLE00000000");
        Account.Propagation.Calls = 1;
        user.Tag("keyreaper:exempt", "true");

        (await client.Iam("ListAccessKeys", ("UserName", "alice"))).Status.ShouldBe(200);
        (await client.Iam("ListAccessKeys", ("UserName", "alice"))).Status.ShouldBe(403);
    }

    private async Task<IReadOnlyList<string>> Status() => (await Client.Iam("ListAccessKeys", ("UserName", "alice"))).Texts("Status");

    private async Task<IReadOnlyList<string>> Ids() => (await Client.Iam("ListAccessKeys", ("UserName", "alice"))).Texts("AccessKeyId");

    private async Task<IReadOnlyList<string>> Tags() => (await Client.Iam("ListUserTags", ("UserName", "alice"))).Texts("Value");

    private async Task<(string? Code, string? LastUsed)> LastUsed(SandboxAccessKey key)
    {
        var answer = await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id));
        return (answer.Code, answer.Text("LastUsedDate"));
    }
}
