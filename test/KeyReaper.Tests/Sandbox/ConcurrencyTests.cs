using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox;

public sealed class ConcurrencyTests : SandboxTest
{
    private static readonly ParallelOptions Eightfold = new() { MaxDegreeOfParallelism = 8 };

    private protected override SandboxOptions Options =>
        new() { Clock = SandboxClock.Running(SandboxClock.DefaultStart, new SluggishTime()) };

    [Fact]
    public async Task Parallel_creations_keep_the_limit_of_two_access_keys()
    {
        var users = Enumerable.Range(0, 20).Select(n => Account.CreateUser($"user{n}")).ToArray();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200), Eightfold, async (n, _) => await Client.Iam("CreateAccessKey", ("UserName", users[n / 10].Name)));

        users.ShouldAllBe(user => user.AccessKeys.Count == 2);
        Sandbox.Calls.Count(call => call.ErrorCode is null).ShouldBe(40);
        Sandbox.Calls.Count(call => call.ErrorCode == "LimitExceeded").ShouldBe(160);
    }

    [Fact]
    public async Task Parallel_tagging_loses_no_tag_and_keeps_the_limit_of_fifty()
    {
        var user = Account.CreateUser("alice");

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Eightfold, async (n, _) => await Client.Iam(
            "TagUser", ("UserName", "alice"), ("Tags.member.1.Key", $"tag{n}"), ("Tags.member.1.Value", "x")));

        user.Tags.Count.ShouldBe(50);
        Sandbox.Calls.Where(call => call.ErrorCode is null).Select(call => call["Tags.member.1.Key"])
            .ShouldBe(user.Tags.Keys, ignoreOrder: true);
    }

    /// <summary>A clock that is slow to read: code that reads it under a lock makes others wait, and races that can happen do happen.</summary>
    private sealed class SluggishTime : TimeProvider
    {
        public override long GetTimestamp()
        {
            Thread.SpinWait(20_000);
            return 0;
        }
    }
}
