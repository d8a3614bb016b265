using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>What is reported besides access keys, for programs. Lists are null if nothing is known.</summary>
/// <param name="PasswordDays">After how many days without a sign-in a password is reported.</param>
/// <param name="Known">Whether a credential report was read.</param>
internal sealed record JsonNotAccessKeys(
    double PasswordDays, bool Known, IReadOnlyList<string>? Controls,
    IReadOnlyList<JsonPassword>? UnusedPasswords, int? UnusedPasswordsLeftOut,
    IReadOnlyList<JsonUserWithoutCredentials>? UsersWithoutCredentials, int? UsersWithoutCredentialsLeftOut,
    IReadOnlyList<string>? NotKnown, int? NotKnownLeftOut)
{
    public static JsonNotAccessKeys? Of(Report report)
    {
        if (!report.TellsOfNoKeys) return null;

        var days = report.Settings.Policy.PasswordPeriod.TotalDays;
        return report.NotAccessKeys is not { } told
            ? new(days, Known: false, null, null, null, null, null, null, null)
            : new(
                days, Known: true, Reporting.Controls.Told(report.Settings.Policy),
                [.. told.UnusedPasswords.Select(JsonPassword.Of)], 0,
                [.. told.WithoutCredentials.Select(one => new JsonUserWithoutCredentials(one.User.Name, one.User.Path, one.Created?.UtcDateTime, one.InactiveKeys))], 0,
                [.. told.NotKnown.Select(one => one.User.Name)], 0);
    }

    /// <summary>With only the first entries of each list; the others are counted.</summary>
    public JsonNotAccessKeys Most(int most) => this with
    {
        UnusedPasswords = UnusedPasswords?.Take(most).ToList(),
        UnusedPasswordsLeftOut = LeftOut(UnusedPasswords?.Count, most),
        UsersWithoutCredentials = UsersWithoutCredentials?.Take(most).ToList(),
        UsersWithoutCredentialsLeftOut = LeftOut(UsersWithoutCredentials?.Count, most),
        NotKnown = NotKnown?.Take(most).ToList(),
        NotKnownLeftOut = LeftOut(NotKnown?.Count, most),
    };

    private static int? LeftOut(int? count, int most) => count is { } all ? Math.Max(0, all - most) : null;
}

internal sealed record JsonPassword(string User, string Path, DateTime? LastUsed, DateTime? Changed)
{
    public static JsonPassword Of(SignIn user)
    {
        var (used, changed) = user.Password.Match<(DateTimeOffset?, DateTimeOffset?)>(set => (set.Used, set.Changed), () => (null, null), () => (null, null));
        return new(user.User.Name, user.User.Path, used?.UtcDateTime, changed?.UtcDateTime);
    }
}

internal sealed record JsonUserWithoutCredentials(string User, string Path, DateTime? Created, int InactiveKeys);
