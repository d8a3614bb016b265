using System.Text;

namespace KeyReaper.Tests.Sandbox.Accounts;

/// <summary>IAM reports a use late, both in its calls and in its credential report.</summary>
public sealed class LateUseTests : SandboxTest
{
    [Fact]
    public async Task A_use_is_told_by_calls_and_reports_only_after_the_account_s_delay()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        Account.Propagation.LastUse = TimeSpan.FromHours(6);

        key.Use("sqs", "eu-north-1");

        Sandbox.Clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        (await LastUsed(key)).ShouldBe((null, "N/A"));
        (await Report()).ShouldContain(",true,2026-01-05T06:00:00Z,N/A,N/A,N/A,false");
        key.LastUsed.ShouldBeNull();

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        (await LastUsed(key)).ShouldBe(("2026-01-05T06:00:00Z", "sqs"));
        (await Report()).ShouldContain(",true,2026-01-05T06:00:00Z,2026-01-05T06:00:00Z,eu-north-1,sqs,false");
        key.LastUsed.ShouldBe(new(SandboxClock.DefaultStart, "sqs", "eu-north-1"));
    }

    [Fact]
    public async Task One_use_may_be_later_than_others_and_the_latest_that_is_told_of_counts()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        key.Use("s3");
        Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        key.Use("sqs", toldAfter: TimeSpan.FromDays(3));
        Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        (await LastUsed(key)).ShouldBe(("2026-01-05T06:00:00Z", "s3"));

        key.Use("ec2");
        (await LastUsed(key)).ShouldBe(("2026-01-07T06:00:00Z", "ec2"));
        Sandbox.Clock.Advance(TimeSpan.FromDays(2));
        (await LastUsed(key)).ShouldBe(("2026-01-07T06:00:00Z", "ec2"), "the use of the day before is known by now, and is not the last one");
    }

    [Fact]
    public async Task A_use_of_long_ago_is_late_by_its_own_time()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();

        key.Use(at: SandboxClock.DefaultStart.AddDays(-2), toldAfter: TimeSpan.FromDays(3));
        (await LastUsed(key)).At.ShouldBeNull();

        Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        (await LastUsed(key)).At.ShouldBe("2026-01-03T06:00:00Z");
    }

    [Fact]
    public async Task A_call_signed_with_a_key_is_told_late_as_well()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        Account.Propagation.LastUse = TimeSpan.FromHours(1);

        using (var iam = IamOf(key)) await iam.GetUserAsync();

        (await LastUsed(key)).At.ShouldBeNull();
        Sandbox.Clock.Advance(TimeSpan.FromHours(1));
        (await LastUsed(key)).ShouldBe(("2026-01-05T06:00:00Z", "iam"));
    }

    private async Task<string> Report()
    {
        Account.CredentialReport.Store();
        return Encoding.UTF8.GetString(Convert.FromBase64String((await Client.Iam("GetCredentialReport")).Text("Content")!));
    }

    private async Task<(string? At, string? Service)> LastUsed(SandboxAccessKey key)
    {
        var answer = await Client.Iam("GetAccessKeyLastUsed", ("AccessKeyId", key.Id));
        return (answer.Text("LastUsedDate"), answer.Text("ServiceName"));
    }
}
