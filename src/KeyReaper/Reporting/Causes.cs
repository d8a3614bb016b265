using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <param name="Key">Of which the sentence does not tell everything, and no other section will.</param>
internal sealed record Concern(string Sentence, AccessKey? Key = null);

/// <summary>What went wrong with keys and users, told once for each cause: one denied permission is one thing to mend, however many keys it concerns.</summary>
internal static class Causes
{
    private const int NamedAtOnce = 5;

    public static IEnumerable<Concern> Of(Report report)
    {
        string Title(Step step) => KeyText.Title(report, step.Key);
        string User(UnlistedUser one) => KeyText.Holder(report, one.User);
        var failed = report.Outcomes.Where(outcome => outcome.Result is Result.Failed);
        var unrecorded = report.Outcomes.Where(outcome => outcome.Result is Result.DoneUnrecorded);
        var flawed = report.Plan.Steps.Select(step => (Step: step, Flaw: Flaw(step.Key, report.Now))).Where(one => one.Flaw is not null);
        return
        [
            .. Told(failed, outcome => (outcome.Act, Cause(outcome.Detail)), outcome => Title(outcome.Step),
                outcome => new(Sentence(report, outcome), outcome.Step.Key),
                (first, many) => $"Failed to {Verb(first.Act)} {Count(many, "access key")}: {Plain(first.Detail ?? "no reason is known")}"),
            .. Told(unrecorded, outcome => (outcome.Act, Cause(outcome.Detail)), outcome => Title(outcome.Step),
                outcome => new(Sentence(report, outcome)),
                (first, many) => $"KeyReaper {Past(first.Act)} {Count(many, "access key")}, but could not keep their tags: {Plain(first.Detail ?? "no reason is known")}"),
            .. Told(report.Listing.UnlistedUsers, one => Cause(one.Trouble.Text), User,
                one => new($"User {User(one)}: the access keys could not be listed, so none was touched: {Plain(one.Trouble.Text)}"),
                (first, many) => $"The access keys of {Count(many, "user")} could not be listed, so none was touched: {Plain(first.Trouble.Text)}"),
            .. Told(report.Unreadable, step => Cause(step.Key.Unreadable!.Text), Title,
                step => new($"Access key {Title(step)} was kept, not everything about it could be read: {Plain(step.Key.Unreadable!.Text)}", step.Key),
                (first, many) => $"{Count(many, "access key")} were kept, not everything about them could be read: {Plain(first.Key.Unreadable!.Text)}"),
            .. Told(report.WithoutRoom, _ => "", Title,
                step => new($"Access key {Title(step)} was kept: its user has {IamUser.MostTags} tags, which leaves no room for the one in which KeyReaper remembers a key. Remove one of them.", step.Key),
                (_, many) => $"{Count(many, "access key")} were kept: their users have {IamUser.MostTags} tags, which leaves no room for the one in which KeyReaper remembers a key. Remove one of each user's"),
            .. Told(report.Kept(Reason.UnknownStatus), _ => "", Title,
                step => new($"Access key {Title(step)} was kept: its status is neither Active nor Inactive.", step.Key),
                (_, many) => $"{Count(many, "access key")} were kept: their status is neither Active nor Inactive"),
            .. Told(flawed, one => one.Flaw, one => Title(one.Step),
                one => new($"Access key {Title(one.Step)}: its tag '{Plain(one.Step.Key.ClockTag!.Value)}' {one.Flaw} and counts as absent."),
                (first, many) => $"The tags of {Count(many, "access key")} count as absent, such as '{Plain(first.Step.Key.ClockTag!.Value)}', which {first.Flaw}"),
        ];
    }

    private static IEnumerable<Concern> Told<T>(IEnumerable<T> all, Func<T, object?> cause, Func<T, string> name, Func<T, Concern> alone, Func<T, int, string> together) =>
        from same in all.GroupBy(cause)
        let first = same.First()
        let many = same.Count()
        select many == 1 ? alone(first) : new Concern($"{together(first, many)}. {Named([.. same.Take(NamedAtOnce).Select(name)], many)}");

    private static string Named(string[] names, int many) => many > names.Length
        ? $"Among them {string.Join("; ", names)}, and {many - names.Length} more."
        : $"They are {string.Join("; ", names)}.";

    /// <summary>The action and the error's code: what AWS says beyond names the user or the key.</summary>
    private static string Cause(string? text) => text is null ? "" : string.Join(':', text.Split(':', 4).Take(3));

    private static string? Flaw(AccessKey key, DateTimeOffset now) => key.ClockTag switch
    {
        null => null,
        { Clock: null } => "is not in KeyReaper's form",
        { Clock: { } clock } when clock.CanBe(key, now) => null,
        { Clock: { } clock } when clock.Since < key.CreateDate => "is older than the key",
        _ => "lies in the future",
    };

    private static string Sentence(Report report, Outcome outcome)
    {
        var text = KeyText.Sentence(report, outcome);
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
