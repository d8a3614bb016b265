namespace KeyReaper.Tests.Sandbox.Accounts;

public sealed class AccessKeyTests : SandboxTest
{
    [Fact]
    public async Task ListAccessKeys_gives_id_status_and_creation_time_in_order_of_ids()
    {
        var alice = Account.CreateUser("alice");
        SandboxAccessKey[] keys =
            [alice.CreateAccessKey(), alice.CreateAccessKey(SandboxClock.DefaultStart.AddDays(-400)), alice.CreateAccessKey()];
        keys[1].Status = "Expired";

        var answer = await Client.Iam("ListAccessKeys", ("UserName", "alice"));

        var sorted = keys.OrderBy(key => key.Id, StringComparer.Ordinal).ToArray();
        answer.Texts("AccessKeyId").ShouldBe(sorted.Select(key => key.Id));
        answer.Texts("Status").ShouldBe(sorted.Select(key => key.Status));
        answer.Texts("CreateDate").ShouldContain("2024-12-01T06:00:00Z");
        answer.Texts("SecretAccessKey").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_created_key_comes_with_its_secret_and_a_third_is_refused()
    {
        var alice = Account.CreateUser("alice");

        var first = await Client.Iam("CreateAccessKey", ("UserName", "alice"));
        await Client.Iam("CreateAccessKey", ("UserName", "alice"));
        var third = await Client.Iam("CreateAccessKey", ("UserName", "alice"));

        first.Text("SecretAccessKey").ShouldBe(alice.AccessKey(first.Text("AccessKeyId")!).Secret);
        (third.Status, third.Code, third.Message).ShouldBe((409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"));
        alice.AccessKeys.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_was_never_used_has_no_date_and_N_A_for_service_and_region()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        var answer = await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id));

        answer.Text("UserName").ShouldBe("alice");
        answer.Text("LastUsedDate").ShouldBeNull();
        (answer.Text("ServiceName"), answer.Text("Region")).ShouldBe(("N/A", "N/A"));
    }

    [Fact]
    public async Task Of_several_uses_within_15_minutes_the_first_is_recorded()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        key.Use("s3", "eu-west-1");
        Sandbox.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        key.Use("sqs", "eu-north-1");
        (await LastUsed(key)).ShouldBe(("2026-01-05T06:00:00Z", "s3", "eu-west-1"));

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        key.Use("sqs", "eu-north-1");
        (await LastUsed(key)).ShouldBe(("2026-01-05T06:15:00Z", "sqs", "eu-north-1"));

        key.Use("ec2", "eu-west-2", SandboxClock.DefaultStart.AddDays(-1));
        (await LastUsed(key)).ShouldBe(("2026-01-05T06:15:00Z", "sqs", "eu-north-1"));
    }

    [Fact]
    public async Task Times_are_kept_in_whole_seconds()
    {
        Sandbox.Clock.Advance(TimeSpan.FromMilliseconds(1999));
        var key = Account.CreateUser("alice").CreateAccessKey();
        key.Use();

        (await LastUsed(key)).At.ShouldBe("2026-01-05T06:00:01Z");
        key.Created.Millisecond.ShouldBe(0);
        key.LastUsed!.At.Millisecond.ShouldBe(0);
    }

    [Fact]
    public async Task Another_user_s_key_is_neither_changed_nor_deleted()
    {
        Account.CreateUser("alice");
        var key = Account.CreateUser("bob").CreateAccessKey();

        var update = await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));
        var delete = await Client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id));

        update.Message.ShouldBe($"The Access Key with id {key.Id} cannot be found.");
        delete.Code.ShouldBe("NoSuchEntity");
        Account.User("bob").AccessKeys.ShouldBe([key]);
        key.Status.ShouldBe("Active");
    }

    [Fact]
    public async Task A_deleted_key_is_gone_for_every_action()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        (await Client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id))).Status.ShouldBe(200);

        (await Client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id))).Status.ShouldBe(404);
        (await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id))).Status.ShouldBe(404);
        (await Client.Iam("ListAccessKeys", ("UserName", "alice"))).Texts("member").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AKIA", "Active", "accessKeyId")]
    [InlineData("AKIA-0000-0000-0000", "Active", "accessKeyId")]
    [InlineData("AKIA000000000000", "active", "status")]
    [InlineData("AKIA000000000000", "Expired", "status")]
    public async Task UpdateAccessKey_refuses_parameters_out_of_shape(string id, string status, string parameter)
    {
        var answer = await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", id), ("Status", status));

        (answer.Status, answer.Code).ShouldBe((400, "ValidationError"));
        answer.Message!.ShouldContain($"at '{parameter}'");
    }

    [Fact]
    public void A_snapshot_changes_exactly_with_the_state()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        var before = Account.Snapshot();

        key.Deactivate();
        Account.Snapshot().ShouldNotBe(before);
        key.Activate();
        Account.Snapshot().ShouldBe(before);
        Account.Snapshot().ShouldNotContain(key.Secret);
        Action[] changes =
            [() => key.Use(), () => key.User.Tag("a", ""), () => Account.Alias = "x", () => key.User.CreateAccessKey(), key.Delete];
        foreach (var change in changes)
        {
            var snapshot = Account.Snapshot();
            change();
            Account.Snapshot().ShouldNotBe(snapshot);
        }
    }

    private async Task<(string? At, string? Service, string? Region)> LastUsed(SandboxAccessKey key)
    {
        var answer = await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id));
        return (answer.Text("LastUsedDate"), answer.Text("ServiceName"), answer.Text("Region"));
    }
}
