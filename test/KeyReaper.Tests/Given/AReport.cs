using KeyReaper.Asked;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Given;

/// <summary>Makes reports without a pass, from keys and settings. The rules decide the outcomes.</summary>
internal static class AReport
{
    public static Settings Live { get; } = new() { TopicArn = "arn:aws:sns:eu-west-1:111122223333:keyreaper", DryRun = false, StackId = "arn:aws:cloudformation:eu-west-1:111122223333:stack/keyreaper/6b2a1f0e" };

    public static Origin Origin { get; } = new("1f0e6b2a-55d1-4c3b-9a57-0d0c3c1c7a11", "arn:aws:lambda:eu-west-1:111122223333:function:keyreaper-ReaperFunction-1A2B3C", "keyreaper-LogGroup-1A2B3C", "2026/11/22/[$LATEST]5d1f");

    public static Settings DryRun { get; } = Live with { DryRun = true };

    /// <summary>The same report as from a hub's pass over another account.</summary>
    public static Report OfMany(Report report) => report with { Shared = report.Settings.Policy, AccountId = "444455556666", AccountAlias = "payments-prod" };

    /// <summary>At least one key of every kind.</summary>
    public static IReadOnlyList<AccessKey> EveryKind { get; } =
    [
        Key(1, "ci-jenkins", "/ci/").CreatedDaysAgo(900).UsedDaysAgo(380).Tagged("owner", "platform team"),
        Key(2, "julia", "/people/").UsedDaysAgo(45),
        Key(3, "kofi").CreatedDaysAgo(120),
        Key(4, "svc-quarterly").UsedDaysAgo(26),
        Key(5, "svc-api").UsedDaysAgo(0),
        Key(6, "marco").Inactive().UsedDaysAgo(300),
        Key(7, "noor").Inactive().InactiveSinceDaysAgo(10).UsedDaysAgo(60),
        Key(8, "olga").Inactive().InactiveSinceDaysAgo(25).UsedDaysAgo(70),
        Key(9, "pete").Inactive().InactiveSinceDaysAgo(31).UsedDaysAgo(90),
        Key(10, "svc-migration").InactiveSinceDaysAgo(3).UsedDaysAgo(90),
        Key(11, "terraform").InactiveSinceDaysAgo(2, timesReactivated: 2).UsedDaysAgo(90),
        Key(12, "quinn").InactiveSinceDaysAgo(0.01),
    ];

    public static IReadOnlyList<ExemptUser> Exempt { get; } =
    [
        new(A.User with { Name = "break-glass" }, new("tag keyreaper:exempt=true")),
        new(A.User with { Name = "partner", Path = "/partners/" }, new("tag keyreaper:exempt", new DateOnly(2027, 1, 31))),
    ];

    /// <summary>Users as the credential report shows them: with an unused password, with nothing to sign in with, with neither problem, and one whom it leaves open.</summary>
    public static IReadOnlyList<SignIn> SignIns { get; } =
    [
        SignIn("ana", new Password.Set(A.DaysAgo(300), A.DaysAgo(205)), "/people/"),
        SignIn("ben", new Password.Set(A.DaysAgo(60), Used: null)),
        SignIn("cleo", new Password.Set(A.DaysAgo(3), A.DaysAgo(45)), "/people/"),
        SignIn("dora", new Password.Set(A.DaysAgo(300), A.DaysAgo(44.9))),
        SignIn("eli", new Password.Set(A.DaysAgo(44.9), Used: null)),
        SignIn("svc-old", Password.None, "/services/") with { Created = A.DaysAgo(1000), InactiveKeys = 1 },
        SignIn("fay", Password.None) with { Created = A.DaysAgo(400) },
        SignIn("svc-api", Password.None) with { HasActiveKey = true },
        SignIn("svc-soap", Password.None) with { HasCertificate = true },
        SignIn("newcomer", Password.None) with { Created = A.DaysAgo(2) },
        SignIn("break-glass", Password.None),
        SignIn("gil", Password.NotKnown),
    ];

    public static SignIn SignIn(string user, Password password, string path = "/") =>
        new(A.User with { Name = user, Path = path }, password, A.DaysAgo(500), HasActiveKey: false, HasCertificate: false, InactiveKeys: 0);

    public static Report Of(Settings settings, IEnumerable<AccessKey> keys, Func<Step, Outcome>? outcome = null, Listing? listing = null)
    {
        AccessKey[] all = [.. keys];
        var plan = Plan.For(all, settings.Policy, A.Now);
        listing ??= new() { ReportMadeAt = A.Now.AddHours(-1), UsersRuledOut = 2, RootAccessKeys = 0 };
        outcome ??= step => new(step, settings.DryRun ? Result.Rehearsed : Result.Done);
        return new(A.Now, settings, "111122223333", "example-prod", listing with { Users = all.Length + 2, Keys = all, ExemptUsers = Exempt, SignIns = listing.SignIns ?? (listing.ReportMadeAt is null ? null : []) }, plan, [.. plan.Acts.Select(outcome)]) { Origin = Origin };
    }

    public static AccessKey Key(int number, string user, string path = "/") => A.Key.Named(user, path) with { Id = $"AKIAEXAMPLEKEY{number:000000}" };
}
