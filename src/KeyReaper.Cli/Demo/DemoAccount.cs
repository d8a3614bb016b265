using System.Globalization;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Accounts;

namespace KeyReaper.Cli.Demo;

/// <summary>A typical account: most keys are in daily use, some are long forgotten, a few only look forgotten.</summary>
internal sealed class DemoAccount
{
    private static readonly string[] Actions = ["iam:List*", "iam:Get*", "iam:GenerateCredentialReport", "iam:UpdateAccessKey", "iam:TagUser", "iam:UntagUser", "sns:Publish"];

    private const string Deletion = "iam:DeleteAccessKey";

    private readonly SandboxServer sandbox;
    private readonly SandboxRole role;
    private readonly List<(SandboxAccessKey Key, string Service, string Region)> busy = [];
    private readonly List<SandboxAccessKey> shops = [];

    public DemoAccount(SandboxServer sandbox)
    {
        this.sandbox = sandbox;
        sandbox.Account.Alias = "example-prod";
        sandbox.Account.RootAccessKey = true;
        role = sandbox.Account.CreateRole("keyreaper-ReaperRole");
        role.SignsWith(DeployedFunction.AccessKeyId);
        MayDelete = true;

        foreach (var name in new[] { "ana", "ben", "chloe", "dev", "elif", "farid", "grace", "hana" }) Busy(name, "/people/", "s3");
        foreach (var name in new[] { "api", "billing", "catalog", "emails", "exports", "images", "invoices", "orders", "payments", "search" }) Busy($"svc-{name}", "/services/", "dynamodb");
        foreach (var name in new[] { "backend", "frontend", "infra", "mobile" }) Busy($"ci-{name}", "/ci/", "cloudformation", "us-east-1");
        Busy("ses-smtp-newsletter", "/services/", "ses-smtp", "us-east-1");

        Forgotten("ivan", "/people/", created: 900, used: 212, "ec2");
        Forgotten("julia", "/people/", created: 640, used: 45, "s3");
        Forgotten("ci-jenkins", "/ci/", created: 1500, used: 380, "codecommit");
        Forgotten("svc-reports", "/services/", created: 700, used: 31, "athena");
        Key("kofi", "/people/", created: 120);                       // "just in case", never used
        Key("svc-prototype", "/services/", created: 33);
        Key("lena", "/people/", created: 2);                         // new, not yet used: left alone
        Forgotten("svc-quarterly", "/services/", created: 400, used: 26, "s3"); // due soon

        sandbox.Account.User("ana").Password = new(Ago(500), Ago(1));
        sandbox.Account.User("ivan").Password = new(Ago(900), Ago(212)); // reported, and never touched
        sandbox.Account.CreateUser("nadia", "/people/", Ago(800)); // all she had is gone, but her user was forgotten

        PayrollKey = Forgotten("svc-payroll", "/services/", created: 600, used: 24, "sts");

        foreach (var number in Enumerable.Range(1, 28)) shops.Add(Forgotten(string.Create(CultureInfo.InvariantCulture, $"shop-{number:00}"), "/shops/", created: 400, used: 16, "s3")); // a job that they all run once a month

        MigrationUser = Forgotten("svc-migration", "/services/", created: 300, used: 90, "dms").User;

        // Two keys of one user, made in the same second, with opposite fates.
        Busy("svc-gateway", "/services/", "sqs");
        GatewayUser = Key("svc-gateway", "/services/", created: 500).User;

        Forgotten("marco", "/people/", created: 800, used: 300, "s3").Deactivate(); // turned off by hand, one click away from working again
        Forgotten("break-glass", "/", created: 1000, used: 400, "iam").User.Tag("keyreaper:exempt", "true");
        Forgotten("partner-upload", "/services/", created: 500, used: 70, "s3").User.Tag("keyreaper:exempt", Day(10));
    }

    public SandboxUser MigrationUser { get; }

    public SandboxUser GatewayUser { get; }

    public SandboxAccessKey PayrollKey { get; }

    /// <summary>Somebody edits the function's role, and takes away or gives back the permission to delete access keys.</summary>
    public bool MayDelete { set => role.SetPolicies([Allowing(value ? [.. Actions, Deletion] : Actions)]); }

    /// <summary>How many of the keys in daily use are turned on.</summary>
    public int Working => busy.Count(one => one.Key.Status == "Active");

    /// <summary>Everyone at work uses their key.</summary>
    public void Work()
    {
        foreach (var (key, service, region) in busy) key.Use(service, region);
    }

    /// <summary>The payroll key is used from now on.</summary>
    public void RunPayroll()
    {
        PayrollKey.Use("sts");
        busy.Add((PayrollKey, "sts", "eu-west-1"));
    }

    /// <summary>The shops run their monthly job.</summary>
    public void RunMonthlyJob()
    {
        foreach (var key in shops) key.Use();
    }

    private void Busy(string name, string path, string service, string region = "eu-west-1")
    {
        var key = Key(name, path, created: 500);
        key.Use(service, region);
        busy.Add((key, service, region));
    }

    private SandboxAccessKey Forgotten(string name, string path, int created, int used, string service)
    {
        var key = Key(name, path, created);
        key.Use(service, at: Ago(used));
        return key;
    }

    private SandboxAccessKey Key(string name, string path, int created)
    {
        var user = sandbox.Account.Users.FirstOrDefault(user => user.Name == name) ?? sandbox.Account.CreateUser(name, path, Ago(created));
        return user.CreateAccessKey(Ago(created));
    }

    private DateTimeOffset Ago(int days) => sandbox.Clock.GetUtcNow().AddDays(-days);

    private string Day(int ahead) => $"{sandbox.Clock.GetUtcNow().AddDays(ahead):yyyy-MM-dd}";

    private static string Allowing(IEnumerable<string> actions) =>
        $$"""{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["{{string.Join("\", \"", actions)}}"], "Resource": "*"} }""";
}
