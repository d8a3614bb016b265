using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>What the report says about passwords, and about users with nothing to sign in with. It lists as many as somebody would read; the others are counted.</summary>
internal static class NotAccessKeysText
{
    public const string Heading = "NOT ACCESS KEYS";
    public const string OnUsers = "no password, no active access key, no certificate";

    private const int NamedAtOnce = 10;

    public static Section Of(Report report)
    {
        if (!report.TellsOfNoKeys || report.Listing.BrokeOff is not null) return new(Heading, []);
        if (report.NotAccessKeys is not { } told) return new($"{Heading}: NOT KNOWN", [NotKnown(report)]);
        if (told.Count + told.NotKnown.Count == 0) return new(Heading, []);

        string[] lines =
        [
            Introduction(report),
            "",
            .. Group(told.UnusedPasswords, $"{Unused(report)}: {told.UnusedPasswords.Count}", one => OfPassword(report, one)),
            .. Group(told.WithoutCredentials, $"Users with nothing to sign in with ({OnUsers}): {told.WithoutCredentials.Count}", one => OfUser(report, one)),
            .. Group(told.NotKnown, $"Users about whom the credential report does not say all of this: {told.NotKnown.Count}", _ => []),
        ];
        return new($"{Heading} ({told.Count})", lines[..^1]);
    }

    public static string Introduction(Report report) =>
        $"By the credential report{(report.Listing.ReportMadeAt is { } madeAt ? $" of {Minute(madeAt)}" : "")}. Listed for auditors: KeyReaper itself never does anything about them.";

    public static string Unused(Report report) => $"Console passwords unused for {Days(report.Settings.Policy.PasswordPeriod)} or longer";

    public static string NotKnown(Report report) =>
        $"Passwords, and users with nothing to sign in with, are found in the credential report, and none was read{(report.Listing.WhyWalked is { } why ? $": {Plain(why.Text)}" : "")}.";

    /// <summary>Such as "last used 2026-05-01, 205 days ago".</summary>
    public static IReadOnlyList<string> OfPassword(Report report, SignIn user) => user.Password.Match<IReadOnlyList<string>>(
        set => set.Used is not { } used ? [$"never used, set {Ago(report, set.Changed)}"]
            : set.Changed > used.AddDays(1) ? [$"last used {Ago(report, used)}", $"set again {Ago(report, set.Changed)}"]
            : [$"last used {Ago(report, used)}"],
        () => [],
        () => []);

    public static IReadOnlyList<string> OfUser(Report report, SignIn user) =>
        [$"made {Ago(report, user.Created)}", .. user.InactiveKeys > 0 ? [Count(user.InactiveKeys, "inactive access key")] : Array.Empty<string>()];

    public static Section ToDelete(Report report)
    {
        var users = report.NotAccessKeys?.WithoutCredentials.Take(NamedAtOnce).ToList() ?? [];
        return Section.Of(
            "TO DELETE A USER WITH NOTHING TO SIGN IN WITH", UserDeletion.Introduction + Commands.Credentials(report),
            users.Select((user, index) => (IReadOnlyList<string>)[.. index == 0 ? [.. UserDeletion.Function, ""] : Array.Empty<string>(), UserDeletion.Of(user), ""]));
    }

    private static IEnumerable<string> Group(IReadOnlyList<SignIn> users, string heading, Func<SignIn, IReadOnlyList<string>> facts)
    {
        if (users.Count == 0) return [];
        return
        [
            heading,
            "",
            .. users.Take(NamedAtOnce).SelectMany(one => (string[])[$"user {KeyText.Named(one.User)}", .. facts(one).Select(fact => $"  {fact}")]),
            .. users.Count > NamedAtOnce ? [$"and {users.Count - NamedAtOnce} more: the report as JSON and keyreaper preview have them all"] : Array.Empty<string>(),
            "",
        ];
    }

    private static string Ago(Report report, DateTimeOffset? time) => time is { } when ? $"{Day(when)}, {Days(report.Now - when)} ago" : "at an unknown time";
}
