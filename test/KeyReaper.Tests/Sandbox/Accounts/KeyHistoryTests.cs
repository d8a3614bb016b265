using static KeyReaper.Sandbox.Accounts.SandboxKeyChange;

namespace KeyReaper.Tests.Sandbox.Accounts;

/// <summary>Tests judge by the truth about a key, which is not always what IAM reports.</summary>
public sealed class KeyHistoryTests : SandboxTest
{
    private const string Caller = "arn:aws:sts::111122223333:assumed-role/Administrator/sandbox";
    private static readonly DateTimeOffset Start = SandboxClock.DefaultStart;

    [Fact]
    public async Task What_callers_do_is_told_with_their_ARN_and_what_people_do_without()
    {
        Account.CreateUser("alice");
        var id = (await Client.Iam("CreateAccessKey", ("UserName", "alice"))).Text("AccessKeyId")!;
        var key = Account.User("alice").AccessKey(id);

        await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", id), ("Status", "Inactive"));
        Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        key.Activate();
        Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        key.Deactivate();
        await Client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", id));

        key.History.ShouldBe([new(Start, Created, Caller), new(Start, TurnedOff, Caller), new(Start.AddDays(1), TurnedOn), new(Start.AddDays(2), TurnedOff), new(Start.AddDays(2), Deleted, Caller)]);
    }

    [Fact]
    public async Task What_changes_nothing_is_no_event()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        key.Activate();
        key.Deactivate();
        key.Status = "Frozen";
        await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));
        Account.DeleteUser("alice");
        key.Delete();

        key.History.Select(one => one.What).ShouldBe([Created, TurnedOff, Deleted]);
    }

    [Fact]
    public void Every_use_is_there_in_order_of_time_with_the_time_from_which_IAM_tells_of_it()
    {
        var key = Account.CreateUser("alice").CreateAccessKey(Start.AddDays(-400));
        key.Use(at: Start.AddDays(-3), toldAfter: TimeSpan.FromDays(4));
        key.Use(at: Start.AddDays(-3).AddMinutes(10));
        key.Use(at: Start.AddDays(-5));
        Sandbox.Clock.Advance(TimeSpan.FromMilliseconds(1500));
        key.Use();

        key.History.ShouldBe(
        [
            new(Start.AddDays(-400), Created),
            new(Start.AddDays(-5), Used),
            new(Start.AddDays(-3), Used) { ToldFrom = Start.AddDays(1) },
            new(Start.AddDays(-3).AddMinutes(10), Used) { ToldFrom = Start.AddDays(1) },
            new(Start.AddSeconds(1.5), Used) { ToldFrom = Start.AddSeconds(1.5) },
        ]);
    }

    [Fact]
    public async Task A_refused_call_is_no_event_and_a_lost_answer_does_not_undo_one()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Kind = FaultKind.ServerError, Times = 1 });
        Sandbox.Faults.Add(new() { Action = "DeleteAccessKey", Kind = FaultKind.ResetAfterEffect });

        await Client.Iam("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id), ("Status", "Inactive"));
        await Should.ThrowAsync<HttpRequestException>(() => Client.Iam("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key.Id)));

        key.History.Select(one => one.What).ShouldBe([Created, Deleted]);
    }
}
