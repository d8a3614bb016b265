using System.Globalization;
using KeyReaper.Asked;
using KeyReaper.Forms;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Makes runs without an organization: from results, digested a hundred at a time as by the state machine.</summary>
internal static class ARun
{
    public const string OrganizationId = "o-a1b2c3d4e5";

    public static readonly Settings Hub = AReport.Live with { OrganizationId = OrganizationId };

    /// <summary>At least one account of every standing.</summary>
    public static IReadOnlyList<AccountResult> EveryStanding { get; } =
    [
        Done(1, "Payments production", PassOf(1) with { Outcome = "changed", Keys = 9, Deactivated = 2, InUse = 5, InGrace = 2, Users = 12 }),
        Done(2, "Payments staging", PassOf(2) with { Outcome = "changed", Keys = 14, Deactivated = 1, Deleted = 3, GraceStarted = 1, Reactivated = 2, DueSoon = 1, Users = 20, ExemptUsers = 2 }),
        Done(3, "Data lake", PassOf(3) with
        {
            Outcome = "attention", BrakeTripped = true, Keys = 300, NotAttempted = 214, Users = 290,
            Result = "Nothing was done, since the brake stopped the pass: of 300 access keys, 214 would be deactivated and the limit is 100.",
        }),
        Done(4, null, PassOf(4) with { Outcome = "attention", Keys = 3, Failed = 1, NotAttempted = 1, Deactivated = 1, Users = 3, Alias = "lab", Result = "KeyReaper deactivated 1 of 3 access keys." }),
        Done(5, "Shop", PassOf(5) with { Outcome = "due", Keys = 4, InUse = 4, DueSoon = 2, Users = 4 }),
        Done(6, "Website", PassOf(6) with { Keys = 6, InUse = 6, Users = 8, RootAccessKeys = 1 }),
        Done(7, "Sandbox", PassOf(7)),
        Done(8, "Research", PassOf(8) with { Mode = "DRY RUN", Outcome = "changed", Keys = 5, Deactivated = 2, InUse = 3, Users = 5 }),
        NotDone(9, "off", "The account's tag keyreaper:mode is off.") with { Name = "Vault" },
        NotDone(
            10, "unreachable",
            "UnreachableAccountException: Account 444400000010 could not be reached by arn:aws:iam::444400000010:role/keyreaper/KeyReaperSpoke, so nothing was done there and "
            + "nothing is known of its access keys. sts:AssumeRole: AccessDenied: User: arn:aws:sts::111122223333:assumed-role/keyreaper-hub-ReaperRole is not authorized.") with { Name = "Acquired, Inc." },
        NotDone(11, "unreachable", "UnreachableAccountException: Account 444400000011 could not be reached."),
        NotDone(12, "failed", "OverridesException: KeyReaper did nothing: 1 of the account's overrides cannot be used.\\n- mode is unknown."),
        NotDone(13, "failed", "States.Timeout: ") with { Name = "Mainframe" },
    ];

    public static Summary PassOf(int number) =>
        new(Id(number), "LIVE", "quiet", "KeyReaper left all 0 access keys as they are.", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, "The credential report of 2026-11-22 05:00 UTC ruled out 0 users; 0 were read.", true, RootAccessKeys: 0);

    /// <summary>The same pass as a rehearsal, in which the brake stops nothing and everything would be attempted.</summary>
    private static Summary Rehearsed(Summary pass)
    {
        var would = pass with { Mode = "DRY RUN", Outcome = pass.BrakeTripped ? "changed" : pass.Outcome, Deactivated = pass.Deactivated + pass.NotAttempted, NotAttempted = 0 };
        return would with { Result = $"Dry run, nothing was changed: KeyReaper {Achievement.Of(Counts.Of(would), true)}." };
    }

    public static AccountResult Done(int number, string? name, Summary pass) => new(Id(number), "done", name, pass);

    public static AccountResult NotDone(int number, string outcome, string why) => new(Id(number), outcome, Why: why);

    /// <summary>The same result for another account.</summary>
    public static AccountResult Like(AccountResult result, int number, string name) =>
        result with { AccountId = Id(number), Name = name, Summary = result.Summary is { } pass ? pass with { Account = Id(number) } : null };

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"4444{number:00000000}");

    /// <summary>A run that went through as many accounts as there are results.</summary>
    public static Run Of(IReadOnlyCollection<AccountResult> results)
    {
        var room = 200_000 / Math.Max(1, (results.Count + 99) / 100);
        return new(
            [.. results.Chunk(100).Select(batch => Digest.Of(batch, room))], results.Count, results.Count, results.Count, [], [], [], false,
            new("keyreaper-hub-results-1a2b3c", "runs/2026-11-22/6b2a1f0e/", "arn:aws:states:eu-west-1:111122223333:execution:Organization-1A2B3C:tuesday", A.Now.AddMinutes(-25).UtcDateTime));
    }

    /// <summary>The same accounts as if the organization's brake had stopped the run: those that acted rehearsed instead, and one was entered for its records.</summary>
    private static Run Stopped(IEnumerable<AccountResult> results)
    {
        AccountResult[] stopped =
        [
            .. results.Select(result => result.Answer is { Mode: "LIVE", Deactivated: > 0 } pass && pass.Account != Id(2)
                ? result with { Summary = Rehearsed(pass) with { ToDo = new(pass.Deactivated, pass.Deleted, 0) } } : result)
            .Select(result => result.AccountId == Id(2) ? result with { Summary = result.Summary! with { Deactivated = 0, Deleted = 0, ToDo = new(896, 3, 0) } } : result),
        ];
        return Of(stopped) with { Digests = [Digest.Of(stopped, 200_000, stopped: true)], Brake = new(899, 3, 500, 500, true) };
    }

    public static OrganizationReport Report(Run run, Settings? settings = null) => new(A.Now, settings ?? Hub, OrganizationId, "keyreaper-hub-LogGroup-1A2B3C", run);

    /// <summary>One run of every kind, by name, for tests of what has to be true of all.</summary>
    public static IReadOnlyDictionary<string, OrganizationReport> Kinds { get; } = new Dictionary<string, OrganizationReport>
    {
        ["live"] = Report(Of(EveryStanding) with
        {
            Listed = 22, Active = 19, Asked = 15, Inactive = [Id(31), Id(32), Id(33)], Excluded = ["111122223333"], NotFound = ["999999999999"],
            Digests = [.. Of(EveryStanding).Digests, new() { Undigested = [Id(14)] }],
        }),
        ["dry run"] = Report(Of([.. EveryStanding.Where(result => result.Answer is not null).Select(result => result with { Summary = Rehearsed(result.Summary!) })]), Hub with { DryRun = true }),
        ["quiet"] = Report(Of([Done(1, "Payments", PassOf(1) with { Keys = 4, InUse = 4, Users = 3 }), Done(2, "Shop", PassOf(2))])),
        ["no accounts could be listed"] = Report(Of([]) with
        {
            Listed = 40, Active = 38, Inactive = [Id(31), Id(32)],
            Trouble = "ListAccounts: Organizations.AccessDeniedException: You don't have permissions to access this resource.",
            Details = Of([]).Details with { Prefix = "" },
        }),
        ["results lost"] = Report(Of(EveryStanding) with { Digests = [], Trouble = "DigestResults: States.ItemReaderFailed: The file is not there." }),
        ["stopped by the brake"] = Report(Stopped(EveryStanding.Select(result => result.AccountId == Id(5) ? result with { Summary = result.Summary! with { Ahead = [new(new(2026, 12, 22), 0, 502), new(new(2026, 12, 24), 0, 7)] } } : result))),
        ["dry run above the brake"] = Report(
            Of([.. EveryStanding.Where(result => result.Answer is not null).Select(result => result with { Summary = Rehearsed(result.Summary!) })]) with { Brake = new(901, 3, 500, 500, false) }, Hub with { DryRun = true }),
        ["too much ahead"] = Report(Of([Done(1, "Payments", PassOf(1) with { Keys = 604, InGrace = 604, Users = 604, Ahead = [new(new(2026, 12, 22), 3, 0), new(new(2026, 12, 24), 0, 604)] })]) with { Brake = new(0, 0, 500, 500, false) }),
        ["10,000 accounts"] = Report(Of([.. Enumerable.Range(1, 10_000).Select(number => Like(EveryStanding[number % EveryStanding.Count], number, $"Account {number} \"\\\""))])),
        ["hostile"] = Report(Of(
        [
            Done(1, ReportKinds.Hostile, PassOf(1) with { Outcome = ReportKinds.Hostile, Result = ReportKinds.Hostile, Mode = ReportKinds.Hostile }),
            NotDone(2, ReportKinds.Hostile, ReportKinds.Hostile),
            NotDone(3, "unreachable", "") with { Name = new string('\u202E', 60) },
        ]) with { Trouble = ReportKinds.Hostile, NotFound = [ReportKinds.Hostile] }),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];
}
