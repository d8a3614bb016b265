using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using KeyReaper.Cli.Demo;
using KeyReaper.Cli.Live;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Accounts;

/// <summary><c>keyreaper preview</c> of many accounts, as a person runs it, under trust policies that are enforced.</summary>
public sealed partial class AccountsPreviewTests : IAsyncLifetime
{
    private const string Administrator = """{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private static readonly JsonSchema Schema = new("infra/accounts.schema.json", "infra/report.schema.json");

    private LiveSandbox live = null!;

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [Fact]
    public async Task The_worst_comes_first_and_what_cannot_be_entered_is_told_as_not_known_and_costs_no_other()
    {
        Key(Account("100000000001"), "busy", used: 1);
        Key(Account("100000000002"), "old", used: 90);
        Key(Account("100000000002", exists: true), "older", used: 300);
        Key(Account("100000000003", trust: "arn:aws:iam::999999999999:root"), "unseen", used: 90);
        Key(Account("100000000004", externalId: "another"), "unseen", used: 90);
        var throttling = Account("100000000005");
        Key(throttling, "slow", used: 90);
        live.Server.Faults.Add(new() { Action = "ListAccessKeys", UserName = "slow", Kind = FaultKind.Throttle, Times = 2 });
        var large = Account("100000000006");
        for (var user = 0; user < 5000; user++) Key(large, $"user-{user:0000}", used: 1);
        live.Key("forgotten", used: 45);
        var before = live.Server.Accounts.Values.Select(account => account.Snapshot()).ToArray();

        await using var preview = await RunAsync("--accounts", string.Join(',', live.Server.Accounts.Keys.Order()), "--json", "--accounts-at-once", "3");

        (await preview.ExitAsync()).ShouldBe(2, preview.Errors);
        Schema.Problems(preview.Output).ShouldBeEmpty();
        var seen = JsonDocument.Parse(preview.Output).RootElement;
        seen.GetProperty("accounts").EnumerateArray().Select(account => $"{account.GetProperty("account")} {account.GetProperty("known")}").ShouldBe(
        [
            "100000000003 False", "100000000004 False", "100000000002 True", "100000000005 True", "111122223333 True", "100000000001 True", "100000000006 True",
        ]);
        foreach (var unknown in seen.GetProperty("accounts").EnumerateArray().Take(2)) unknown.GetProperty("notKnownBecause").GetString()!.ShouldContain("AccessDenied");
        var totals = seen.GetProperty("totals");
        (totals.GetProperty("users").GetInt32(), totals.GetProperty("keys").GetInt32(), totals.GetProperty("unused").GetInt32(), totals.GetProperty("deactivated").GetInt32()).ShouldBe((5005, 5005, 4, 4));
        seen.GetProperty("accountsNotKnown").GetInt32().ShouldBe(2);
        seen.GetProperty("result").GetString()!.ShouldContain("Nothing is known about 2 accounts");
        live.Server.Accounts.Values.Select(account => account.Snapshot()).ShouldBe(before);
    }

    [Fact]
    public async Task Each_session_is_restricted_to_reads_by_a_policy_of_its_own_and_only_AssumeRole_is_sent_besides()
    {
        var account = Account("100000000001");
        var key = Key(account, "old", used: 90);

        await using var preview = await RunAsync("--accounts", account.Id);

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        live.Server.Calls.Select(call => call.Action).Distinct().Except(ReadOnlyCalls.Actions).ShouldBe(["AssumeRole"]);
        var entering = live.Server.Calls.Single(call => call.Action == "AssumeRole");
        using var session = await AssumeAsync(entering["RoleArn"]!, entering["Policy"]!);
        await Should.ThrowAsync<AmazonIdentityManagementServiceException>(() => session.UpdateAccessKeyAsync(new() { UserName = "old", AccessKeyId = key.Id, Status = "Inactive" }));
        (await session.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = "old" })).AccessKeyMetadata.Count.ShouldBe(1);
    }

    [Fact]
    public async Task As_HTML_it_is_one_page_with_a_section_for_each_account()
    {
        Key(Account("100000000001"), "old", used: 90);
        Key(Account("100000000002"), "older", used: 300);

        await using var preview = await RunAsync("--accounts", "100000000001,100000000002", "--html", "-");

        (await preview.ExitAsync()).ShouldBe(0, preview.Errors);
        preview.Output.ShouldStartWith("<!DOCTYPE html");
        foreach (var id in new[] { "100000000001", "100000000002" }) preview.Output.ShouldContain($"id=\"a{id}\"");
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Your_own_account_is_looked_at_with_your_own_credentials_for_it_has_no_role_to_enter_by()
    {
        live.Key("forgotten", used: 45);

        await using var preview = await RunAsync("--accounts", "111122223333", "--csv");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        live.Server.Calls.ShouldNotContain(call => call.Action == "AssumeRole");
        preview.Output.ShouldContain("\n111122223333,forgotten,/,");
    }

    [Fact]
    public async Task The_external_id_and_a_role_with_a_path_are_what_the_accounts_ask_for()
    {
        Key(Account("100000000001", externalId: "audit-7", role: "Audit", path: "/security/"), "old", used: 90);

        await using var preview = await RunAsync("--accounts", "100000000001", "--role-name", "security/Audit", "--external-id", "audit-7", "--fail-on", "act");

        (await preview.ExitAsync()).ShouldBe(3, preview.ToString());
        preview.Output.ShouldContain("Seen as arn:aws:sts::100000000001:assumed-role/Audit/keyreaper-preview");
    }

    [InstalledFact("sh")]
    public async Task Ids_come_from_standard_input_as_the_AWS_CLI_writes_them()
    {
        Key(Account("100000000001"), "old", used: 90);
        Account("100000000002");
        foreach (var account in live.Server.Accounts.Values) account.CredentialReport.Store();

        await using var preview = await live.RunAsync("sh", ["-c", $"printf '100000000001\\t100000000002\\n100000000001\\n' | dotnet '{CommandLine.Program}' preview --accounts -"]);

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Output.ShouldStartWith("2 accounts, ");
        preview.Output.ShouldMatch("(?m)^100000000001 +1 +1 +1 +1 +0");
    }

    [Theory]
    [InlineData("--accounts has '12345'. Valid: account ids of twelve digits.", "--accounts", "111122223333,12345")]
    [InlineData("--accounts names no account.", "--accounts", ",")]
    [InlineData("--accounts and --profiles are two ways to name the accounts. Take one.", "--accounts", "111122223333", "--profiles", "a")]
    [InlineData("--role-name is for the accounts of --accounts.", "--role-name", "Audit")]
    [InlineData("--role-name is 'a b'. Valid: the name of an IAM role", "--accounts", "111122223333", "--role-name", "a b")]
    [InlineData("--accounts-at-once is '0'. Valid: whole numbers from 1 to 50.", "--accounts", "111122223333", "--accounts-at-once", "0")]
    public async Task What_names_no_accounts_is_refused_before_any_call(string says, params string[] options)
    {
        await using var preview = await RunAsync(options);

        (await preview.ExitAsync()).ShouldBe(1, preview.ToString());
        preview.Errors.ShouldStartWith(says);
        live.Server.Calls.ShouldNotContain(call => call.Service == "iam");
    }

    [Fact]
    public async Task Profiles_may_take_the_place_of_ids_and_an_account_that_two_lead_to_is_counted_once()
    {
        var other = Account("100000000001");
        Key(other, "old", used: 90);
        live.Key("forgotten", used: 45);
        live.WriteConfig(
            """
            [profile own]
            aws_access_key_id = AKIDOWN
            aws_secret_access_key = x
            [profile again]
            aws_access_key_id = AKIDOWN
            aws_secret_access_key = x
            [profile other]
            role_arn = arn:aws:iam::100000000001:role/OrganizationAccountAccessRole
            source_profile = own
            """);

        await using var preview = await RunAsync("--profiles", "own,again,other,none", "--json");

        (await preview.ExitAsync()).ShouldBe(2, preview.ToString());
        Schema.Problems(preview.Output).ShouldBeEmpty();
        JsonDocument.Parse(preview.Output).RootElement.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("account").GetString()).Order().ShouldBe(["100000000001", "111122223333", "none"]);
        preview.Errors.ShouldContain("leads to account 111122223333, as another profile does. The account is counted once.");
    }

    [Fact]
    public async Task Nothing_of_the_credentials_is_ever_printed()
    {
        Key(Account("100000000001"), "old", used: 90);
        Account("100000000002").CreateRole("Weak");

        foreach (var form in new[] { "--json", "--csv", "--commands" })
        {
            await using var preview = await RunAsync("--accounts", "100000000001,100000000002", form);

            preview.ToString().ShouldNotContain("ASIA");
            preview.ToString().ShouldNotContain("SessionToken");
        }
    }

    [Fact]
    public async Task A_missing_permission_is_told_once_with_the_accounts_that_lack_it()
    {
        const string WithoutTags = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:ListUsers", "iam:GenerateCredentialReport", "iam:GetCredentialReport", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed", "iam:ListAccountAliases"], "Resource": "*"}]}""";
        foreach (var id in new[] { "100000000001", "100000000002" }) Key(Account(id, policy: WithoutTags), "old", used: 90);

        await using var preview = await RunAsync("--accounts", "100000000001,100000000002");

        (await preview.ExitAsync()).ShouldBe(2, preview.ToString());
        preview.Errors.ShouldContain("2 accounts: 100000000001, 100000000002.");
        Regex.Count(preview.Errors, "Your credentials may not call iam:GetUser").ShouldBe(1);
    }

    [Fact]
    public async Task Accounts_that_cannot_be_entered_for_one_cause_are_told_once_with_what_to_look_for()
    {
        foreach (var id in new[] { "100000000001", "100000000002", "100000000003" }) Account(id, trust: "arn:aws:iam::999988887777:root");

        await using var preview = await RunAsync("--accounts", "100000000001,100000000002,100000000003");

        (await preview.ExitAsync()).ShouldBe(1, preview.ToString());
        var said = string.Join(' ', preview.Output.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        said.ShouldContain("NOT KNOWN (3) 3 accounts: sts:AssumeRole of arn:aws:iam::...:role/OrganizationAccountAccessRole: AccessDenied: ");
        said.ShouldContain("or its trust policy does not name you, or your own policies lack sts:AssumeRole on it 100000000001, 100000000002, 100000000003");
    }

    [Fact]
    public async Task The_sandbox_has_an_organization_to_try_it_on()
    {
        var ids = DemoOrganization.Open(live.Server);

        await using var preview = await RunAsync("--accounts", string.Join(',', ids));

        (await preview.ExitAsync()).ShouldBe(2, preview.ToString());
        preview.Output.ShouldContain("NOT KNOWN (1)\n  555566667777: ");
        RowForm().Matches(preview.Output).Select(row => row.Value).ShouldBe(["555566667777", "444455556666", "333344445555", "222233334444", "111122223333"]);
    }

    private SandboxAccount Account(string id, string? trust = null, string? externalId = null, string role = "OrganizationAccountAccessRole", string path = "/", string policy = Administrator, bool exists = false)
    {
        if (exists) return live.Server.Accounts[id];

        var account = live.Server.CreateAccount(id);
        var condition = externalId is null ? "" : $$""", "Condition": {"StringEquals": {"sts:ExternalId": "{{externalId}}"} }""";
        account.CreateRole(role, [policy], $$"""{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "{{trust ?? "arn:aws:iam::111122223333:root"}}"}, "Action": "sts:AssumeRole"{{condition}}} }""", path);
        account.CredentialReport.Store();
        return account;
    }

    private SandboxAccessKey Key(SandboxAccount account, string user, double used)
    {
        var now = live.Server.Clock.GetUtcNow();
        var key = account.CreateUser(user, created: now.AddDays(-400)).CreateAccessKey(now.AddDays(-400));
        key.Use(at: now.AddDays(-used));
        return key;
    }

    private async Task<AmazonIdentityManagementServiceClient> AssumeAsync(string roleArn, string policy)
    {
        var endpoint = live.Server.Endpoint.ToString();
        using var sts = new AmazonSecurityTokenServiceClient(new BasicAWSCredentials("AKIDADMINISTRATOR", "any"), new AmazonSecurityTokenServiceConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" });
        var session = (await sts.AssumeRoleAsync(new() { RoleArn = roleArn, RoleSessionName = "test", Policy = policy })).Credentials;
        return new(session, new AmazonIdentityManagementServiceConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" });
    }

    private Task<Child> RunAsync(params IEnumerable<string> options)
    {
        foreach (var account in live.Server.Accounts.Values) account.CredentialReport.Store();
        return live.RunAsync(["preview", .. options]);
    }

    [GeneratedRegex(@"(?m)^[0-9]{12}(?= +[0-9?]+ )")]
    private static partial Regex RowForm();
}
