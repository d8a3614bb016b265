using KeyReaper.Asked;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Given;

/// <summary>One report of every kind, by name, for tests of what has to be true of all.</summary>
internal static class ReportKinds
{
    // Line breaks, a right-to-left override, characters that end a string, a tag or a code span, a mention of a whole channel, and half a surrogate pair.
    public const string Hostile = "x\n\u2028\u202E\"\\`*_~<!channel>&[a](http://b)</p>\u001B[31m\U0001F511\uD83D";

    private static readonly Settings Tight = AReport.Live with { Policy = AReport.Live.Policy with { MaxDeactivations = 2 } };
    private static readonly Result[] Results = [.. Enum.GetValues<Result>().Except([Result.Rehearsed])];
    private static readonly Trouble Denied = new("iam:ListAccessKeys: AccessDenied: not authorized", "iam:ListAccessKeys");

    public static IReadOnlyDictionary<string, Report> All { get; } = new Dictionary<string, Report>
    {
        ["live"] = AReport.Of(AReport.Live with { OwnerTag = "owner" }, AReport.EveryKind),
        ["dry run"] = AReport.Of(AReport.DryRun, AReport.EveryKind),
        ["deletion off"] = AReport.Of(AReport.Live with { Policy = AReport.Live.Policy with { DeleteKeys = false } }, AReport.EveryKind),
        ["brake"] = AReport.Of(Tight, AReport.EveryKind, Braked),
        ["dry run above the brake"] = AReport.Of(Tight with { DryRun = true }, AReport.EveryKind),
        ["one account's of many"] = AReport.OfMany(AReport.Of(
            AReport.Live with { OwnerTag = "owner" }, AReport.EveryKind, DeniedToDelete, new() { WhyWalked = new("iam:GetCredentialReport: AccessDenied: not authorized", "iam:GetCredentialReport"), RootAccessKeys = 1 })),
        ["one account's of many, dry run"] = AReport.OfMany(AReport.Of(Tight with { DryRun = true }, AReport.EveryKind)),
        ["one account's of many, brake"] = AReport.OfMany(AReport.Of(Tight, AReport.EveryKind, Braked)),
        ["one account's of many, one owner's"] = AReport.OfMany(AReport.Of(AReport.Live with { OwnerTag = "owner" }, AReport.EveryKind)).For("platform team"),
        ["broken-off inventory"] = AReport.Of(
            AReport.Live, AReport.EveryKind, step => new(step, Result.Withheld, "not every user could be read"), new() { BrokeOff = Denied }) with { AccountId = "unknown account", AccountAlias = null },
        ["failures"] = AReport.Of(
            AReport.Live,
            [
                .. AReport.EveryKind,
                AReport.Key(20, "rosa") with { Unreadable = Denied },
                AReport.Key(21, "sam") with { Status = KeyStatus.Other },
                AReport.Key(22, "tom") with { Status = KeyStatus.Deleted },
            ],
            step => new(step, Results[step.Key.Id[^1] % Results.Length], "iam:UpdateAccessKey: Throttling: Rate exceeded"),
            new() { WhyWalked = Denied, RootAccessKeys = 2, UnlistedUsers = [new(A.User, Denied)] }),
        ["brake ahead"] = AReport.Of(AReport.Live with { Policy = AReport.Live.Policy with { MaxDeletions = 1 } }, AReport.EveryKind.Take(8)),
        ["dry run, brake ahead"] = AReport.Of(AReport.DryRun with { Policy = AReport.Live.Policy with { MaxDeletions = 1 } }, AReport.EveryKind.Take(8)),
        ["beside keys"] = AReport.Of(AReport.Live, AReport.EveryKind, listing: new() { ReportMadeAt = A.Now.AddHours(-1), SignIns = AReport.SignIns }),
        ["beside 10,000 keys"] = AReport.Of(
            AReport.DryRun, Enumerable.Range(0, 10_000).Select(number => AReport.Key(number, $"user-{number}")),
            listing: new() { ReportMadeAt = A.Now.AddHours(-1), SignIns = [.. Enumerable.Range(0, 5_000).SelectMany(number => new[] { AReport.SignIn($"a{number}", new Password.Set(A.DaysAgo(300), null)), AReport.SignIn($"b{number}", Password.None), AReport.SignIn($"c{number}", Password.NotKnown) })] }),
        ["empty"] = AReport.Of(AReport.Live, []) with { AccountAlias = null },
        ["quiet"] = AReport.Of(AReport.Live, [A.Key.UsedDaysAgo(0)]),
        ["hostile names"] = Named(Hostile, AReport.Live),
        ["hostile names, dry run"] = Named(Hostile, AReport.DryRun),
        ["one owner's"] = AReport.Of(AReport.Live with { OwnerTag = "owner" }, AReport.EveryKind).For("platform team"),
        ["one owner's, with failures"] = AReport.Of(
            AReport.Live with { OwnerTag = "owner" },
            [AReport.Key(1, "done").Tagged("owner", "web"), AReport.Key(2, "failed").Tagged("owner", "web"), AReport.Key(3, "unread").Tagged("owner", "web") with { Unreadable = Denied }],
            step => step.Key.User.Name == "done" ? new(step, Result.DoneUnrecorded, "iam:TagUser: LimitExceeded") : new(step, Result.Failed, "denied")).For("web"),
        ["hostile owner's"] = Named(Hostile, AReport.Live).For(Hostile),
        ["one owner's 10,000 keys"] = AReport.Of(
            AReport.Live with { OwnerTag = "owner" }, Enumerable.Range(0, 10_000).Select(number => AReport.Key(number, $"user-{number}").Tagged("owner", "Zoë Müller"))).For("Zoë Müller"),
        ["10,000 keys"] = AReport.Of(
            AReport.DryRun with { OwnerTag = "owner" }, Enumerable.Range(0, 10_000).Select(number => AReport.Key(number, $"user-{number}", "/\"\\\"\\/").Tagged("owner", "Zoë Müller"))),
    };

    private static Outcome DeniedToDelete(Step step) => step.Verdict.Act is Act.Delete
        ? new(step, Result.Failed, "iam:DeleteAccessKey: AccessDenied: not authorized", "iam:DeleteAccessKey")
        : new(step, Result.Done);

    private static Outcome Braked(Step step) => step.Verdict.Act is Act.Deactivate or Act.Delete ? new(step, Result.Withheld, "the brake stopped it") : new(step, Result.Done);

    public static TheoryData<string> Names => [.. All.Keys];

    private static Report Named(string data, Settings settings)
    {
        var key = A.Key.Named(data, "/" + data).Tagged("owner", data);
        AccessKey[] keys =
        [
            key,
            key.CreatedDaysAgo(200) with { LastUse = new LastUse.At(A.DaysAgo(100), data, data) },
            key.Inactive().InactiveSinceDaysAgo(40),
            key.UsedDaysAgo(26),
            key with { Unreadable = new(data, "iam:GetUser") },
            key.Inactive() with { ClockTag = new(data, null) },
        ];
        var signIns = new[] { new Password.Set(A.DaysAgo(60), null), Password.None, Password.NotKnown }.Select(password => AReport.SignIn(data, password, "/" + data));
        var listing = new Listing { SignIns = [.. signIns], WhyWalked = new(data, "iam:GetCredentialReport"), UnlistedUsers = [new(key.User, new(data, "iam:ListAccessKeys"))] };
        return AReport.Of(settings with { OwnerTag = "owner" }, keys, step => new(step, settings.DryRun ? Result.Rehearsed : Result.DoneUnrecorded, data, "iam:TagUser"), listing) with { AccountAlias = data };
    }
}
