using System.Text;

namespace KeyReaper.Tests.Sandbox.Accounts;

public sealed class CredentialReportTests : SandboxTest
{
    private const string NoKey = "false,N/A,N/A,N/A,N/A";
    private const string Header =
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
        "access_key_1_active,access_key_1_last_rotated," +
        "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service," +
        "access_key_2_active,access_key_2_last_rotated," +
        "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service," +
        "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    [Fact]
    public async Task A_report_must_be_asked_for_and_takes_its_calls()
    {
        Account.CredentialReport.TakesCalls = 3;

        (await Get()).ShouldBe((410, "ReportNotPresent"));
        (await Generate()).ShouldBe("STARTED");
        (await Generate()).ShouldBe("INPROGRESS");
        (await Get()).ShouldBe((404, "ReportInProgress"));
        (await Generate()).ShouldBe("COMPLETE");
        (await Get()).ShouldBe((200, null));
    }

    [Fact]
    public async Task A_report_takes_its_time_on_the_sandbox_clock()
    {
        Account.CredentialReport.TakesTime = TimeSpan.FromSeconds(2);

        await Generate();
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Generate()).ShouldBe("INPROGRESS");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Get()).ShouldBe((200, null));
    }

    [Fact]
    public async Task For_four_hours_the_old_bytes_are_served_then_the_report_has_expired()
    {
        var key = Account.CreateUser("alice").CreateAccessKey();
        Account.CredentialReport.Store();
        var stored = await Csv();

        key.Deactivate();
        Sandbox.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        (await Generate()).ShouldBe("COMPLETE");
        (await Csv()).ShouldBe(stored);

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Get()).ShouldBe((410, "ReportExpired"));
        (await Generate()).ShouldBe("STARTED");
        (await Csv()).ShouldNotBe(stored);

        Account.CredentialReport.Discard();
        (await Get()).ShouldBe((410, "ReportNotPresent"));
    }

    [Fact]
    public async Task An_old_report_knows_users_by_the_name_and_path_they_had()
    {
        var alice = Account.CreateUser("alice");
        Account.CredentialReport.Store();

        alice.Rename("zoe");
        alice.MoveTo("/service/");
        Sandbox.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        await Generate();
        (await Csv()).Split('\n')[2].ShouldStartWith("alice,arn:aws:iam::111122223333:user/alice,");

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await Generate();
        (await Csv()).Split('\n')[2].ShouldStartWith("zoe,arn:aws:iam::111122223333:user/service/zoe,");
    }

    [Fact]
    public async Task The_report_has_22_columns_the_root_row_first_then_users_ignoring_case_and_no_new_line_at_the_end()
    {
        var start = SandboxClock.DefaultStart;
        Account.RootAccessKey = true;
        Account.RootAccessKeyLastUsed = new(start.AddDays(-90), "s3", "us-east-1");
        Account.CreateUser("Zoe", "/ops/", start.AddDays(-2));
        var adam = Account.CreateUser("adam", created: start.AddDays(-3));
        adam.CreateAccessKey(start.AddDays(-1), "AKIA2222222222222222").Use("sts", "N/A");
        adam.CreateAccessKey(start.AddDays(-2), "AKIA1111111111111111").Deactivate();
        adam.CreateAccessKey(start, "AKIA3333333333333333");
        Account.CreateUser("a,b", created: start.AddDays(-3));
        Account.CredentialReport.Store();

        (await Csv()).ShouldBe(string.Join(
            '\n',
            Header,
            "<root_account>,arn:aws:iam::111122223333:root,2023-01-05T06:00:00Z," +
            "true,no_information,2023-01-05T06:00:00Z,not_supported,true," +
            $"true,2023-01-05T06:00:00Z,2025-10-07T06:00:00Z,us-east-1,s3,{NoKey},false,N/A,false,N/A",
            "\"a,b\",\"arn:aws:iam::111122223333:user/a,b\",2026-01-02T06:00:00Z,false,N/A,N/A,N/A,false," +
            $"{NoKey},{NoKey},false,N/A,false,N/A",
            "adam,arn:aws:iam::111122223333:user/adam,2026-01-02T06:00:00Z,false,N/A,N/A,N/A,false," +
            "false,2026-01-03T06:00:00Z,N/A,N/A,N/A,true,2026-01-04T06:00:00Z,2026-01-05T06:00:00Z,N/A,sts,false,N/A,false,N/A",
            "Zoe,arn:aws:iam::111122223333:user/ops/Zoe,2026-01-03T06:00:00Z,false,N/A,N/A,N/A,false," +
            $"{NoKey},{NoKey},false,N/A,false,N/A"));
    }

    [Fact]
    public async Task The_23rd_column_tells_of_keys_beyond_the_second()
    {
        var alice = Account.CreateUser("alice");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            alice.CreateAccessKey();
        }

        Account.CreateUser("bob").CreateAccessKey();
        Account.CredentialReport.WithAdditionalCredentialsInfo = true;
        Account.CredentialReport.Store();

        var lines = (await Csv()).Split('\n');

        lines[0].ShouldBe(Header + ",additional_credentials_info");
        lines[2].ShouldEndWith(",1 more access keys. Use the ListAccessKeys API to see them.");
        lines[3].ShouldEndWith(",false,N/A,");
    }

    private async Task<string?> Generate() => (await Client.Iam("GenerateCredentialReport")).Text("State");

    private async Task<(int, string?)> Get()
    {
        var answer = await Client.Iam("GetCredentialReport");
        return (answer.Status, answer.Code);
    }

    private async Task<string> Csv()
    {
        var answer = await Client.Iam("GetCredentialReport");
        answer.Text("ReportFormat").ShouldBe("text/csv");
        return Encoding.UTF8.GetString(Convert.FromBase64String(answer.Text("Content")!));
    }
}
