using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <param name="Key">The key, if the sentence does not say everything about it and no other section will.</param>
internal sealed record Concern(string Sentence, AccessKey? Key = null)
{
    /// <summary>An IAM action that the role lacks or another policy denies.</summary>
    public string? MissingPermission { get; init; }
}

/// <summary>What went wrong with keys and users, reported once per cause: a missing permission is one thing to fix, however many keys it concerns.</summary>
internal static class Causes
{
    private const int NamedAtOnce = 5;

    /// <summary>What made the pass fall short.</summary>
    public static IEnumerable<Concern> OfFailures(Report report)
    {
        var failed = report.Outcomes.Where(outcome => outcome.Result is Result.Failed);
        var unrecorded = report.Outcomes.Where(outcome => outcome.Result is Result.DoneUnrecorded);
        return
        [
            .. Told(failed, outcome => (outcome.Act, Cause(outcome.Detail)), outcome => Title(report, outcome.Step),
                outcome => new(Sentence(report, outcome), outcome.Step.Key),
                same => $"Failed to {Verb(same[0].Act)} {Keys(same.Select(outcome => outcome.Step))}: {Plain(same[0].Detail ?? "no reason is known")}",
                outcome => outcome.MissingPermission),
            .. Told(unrecorded, outcome => (outcome.Act, Cause(outcome.Detail)), outcome => Title(report, outcome.Step),
                outcome => new(Sentence(report, outcome)),
                same => $"KeyReaper {Past(same[0].Act)} {Keys(same.Select(outcome => outcome.Step))}, but could not update their tags: {Plain(same[0].Detail ?? "no reason is known")}",
                outcome => outcome.MissingPermission),
            .. Told(report.Listing.UnlistedUsers, one => Cause(one.Trouble.Text), one => KeyText.Holder(report, one.User),
                one => new($"User {KeyText.Holder(report, one.User)}: the access keys could not be listed, so none was touched: {Plain(one.Trouble.Text)}"),
                same => $"The access keys of {Count(same.Count, "user")} could not be listed, so none was touched: {Plain(same[0].Trouble.Text)}",
                one => one.Trouble.MissingPermission),
            .. Told(report.Unreadable, step => Cause(step.Key.Unreadable!.Text), step => Title(report, step),
                step => new($"Access key {Title(report, step)} was kept, since not everything about it could be read: {Plain(step.Key.Unreadable!.Text)}", step.Key),
                same => $"{Keys(same)} were kept, since not everything about them could be read: {Plain(same[0].Key.Unreadable!.Text)}",
                step => step.Key.Unreadable?.MissingPermission),
            .. Told(report.WithoutRoom, _ => "", step => Title(report, step),
                step => new($"Access key {Title(report, step)} was kept: its user has {IamUser.MostTags} tags, which leaves no room for the one in which KeyReaper remembers a key. Remove one of them.", step.Key),
                same => $"{Keys(same)} were kept: their users have {IamUser.MostTags} tags, which leaves no room for the one in which KeyReaper remembers a key. Remove one of each user's"),
        ];
    }

    /// <summary>What is odd, but did not keep the pass from doing everything.</summary>
    public static IEnumerable<Concern> OfOddities(Report report)
    {
        var flawed = report.Plan.Steps.Select(step => (Step: step, Flaw: Flaw(step.Key, report.Now))).Where(one => one.Flaw is not null);
        return
        [
            .. Told(report.Kept(Reason.UnknownStatus), _ => "", step => Title(report, step),
                step => new($"Access key {Title(report, step)} was kept: its status is neither Active nor Inactive."),
                same => $"{Keys(same)} were kept: their status is neither Active nor Inactive"),
            .. Told(flawed, one => one.Flaw, one => Title(report, one.Step),
                one => new($"Access key {Title(report, one.Step)}: its tag '{Plain(one.Step.Key.ClockTag!.Value)}' {one.Flaw} and counts as absent."),
                same => $"The tags of {Keys(same.Select(one => one.Step))} count as absent, such as '{Plain(same[0].Step.Key.ClockTag!.Value)}', which {same[0].Flaw}"),
        ];
    }

    private static IEnumerable<Concern> Told<T>(
        IEnumerable<T> all, Func<T, object?> cause, Func<T, string> name, Func<T, Concern> alone, Func<IReadOnlyList<T>, string> together, Func<T, string?>? missingPermission = null) =>
        from one in all.GroupBy(cause)
        let same = one.ToList()
        let concern = same.Count == 1 ? alone(same[0]) : new Concern($"{together(same)}. {Named([.. same.Take(NamedAtOnce).Select(name)], same.Count)}")
        select concern with { MissingPermission = missingPermission?.Invoke(same[0]) };

    private static string Title(Report report, Step step) => KeyText.Title(report, step.Key);

    private static string Keys(IEnumerable<Step> steps)
    {
        AccessKey[] keys = [.. steps.Select(step => step.Key)];
        return $"{Count(keys.Length, "access key")} of {Count(keys.DistinctBy(key => key.User.Name).Count(), "user")}";
    }

    private static string Named(string[] names, int many) => many > names.Length
        ? $"Among them {string.Join("; ", names)}, and {many - names.Length} more."
        : $"They are {string.Join("; ", names)}.";

    /// <summary>The action and the error's code. The rest of AWS's message names the user or the key, so it differs from one to the next.</summary>
    private static string Cause(string? text) => text is null ? "" : string.Join(':', text.Split(':', 4).Take(3));

    private static string? Flaw(AccessKey key, DateTimeOffset now) => key.ClockTag switch
    {
        null => null,
        { Clock: null } => "is not in KeyReaper's format",
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
