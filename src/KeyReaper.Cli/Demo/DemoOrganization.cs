using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Accounts;

namespace KeyReaper.Cli.Demo;

/// <summary>A typical organization around the sandbox's account. Most accounts let the management account in, as AWS Organizations sets them up; one no longer does; one is closed.</summary>
internal static class DemoOrganization
{
    private const string AdministratorAccess = """{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private static readonly (string Id, string Name, int Busy, int Forgotten, int Inactive, bool LetsIn)[] Accounts =
    [
        ("222233334444", "payments", 6, 1, 0, true),
        ("333344445555", "data-lake", 9, 4, 2, true),
        ("444455556666", "laboratory", 2, 7, 3, true),
        ("555566667777", "acquired", 3, 3, 0, false),
    ];

    /// <summary>The ids of the open accounts, the management account first.</summary>
    public static IReadOnlyList<string> Open(SandboxServer sandbox)
    {
        foreach (var (id, name, busy, forgotten, inactive, letsIn) in Accounts)
        {
            var account = sandbox.CreateAccount(id);
            account.Alias = $"example-{name}";
            sandbox.Organization.Add(account, name);
            if (letsIn) account.CreateRole("OrganizationAccountAccessRole", [AdministratorAccess], Trusting(sandbox.Account.Id));

            for (var user = 1; user <= busy; user++) Key(account, $"svc-{name}-{user}", created: 400).Use("s3", "eu-west-1");
            for (var user = 1; user <= forgotten; user++) Key(account, $"{name}-old-{user}", created: 900).Use("ec2", "eu-west-1", Ago(sandbox, 40 * user));
            for (var user = 1; user <= inactive; user++) Key(account, $"{name}-off-{user}", created: 700).Deactivate();
        }

        sandbox.Organization.Add(sandbox.CreateAccount("666677778888"), "closed").State = "CLOSED";
        return [sandbox.Account.Id, .. Accounts.Select(account => account.Id)];

        SandboxAccessKey Key(SandboxAccount account, string user, int created) => account.CreateUser(user, created: Ago(sandbox, created)).CreateAccessKey(Ago(sandbox, created));
    }

    private static DateTimeOffset Ago(SandboxServer sandbox, int days) => sandbox.Clock.GetUtcNow().AddDays(-days);

    private static string Trusting(string accountId) => $$"""{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::{{accountId}}:root"}, "Action": "sts:AssumeRole"} }""";
}
