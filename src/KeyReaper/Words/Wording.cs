using System.Globalization;
using System.Text;
using KeyReaper.Rules;

namespace KeyReaper.Words;

/// <summary>The words of all reports, so that the e-mail, the log and the subject say the same thing the same way.</summary>
internal static class Wording
{
    /// <summary>Said of an account that could not be reached.</summary>
    public const string NothingIsKnown = "nothing is known of its access keys.";

    public static string Verb(Act act) => act switch
    {
        Act.Deactivate => "deactivate",
        Act.Delete => "delete",
        Act.StartGrace => "start the grace period of",
        Act.RecordReactivation => "record the reactivation of",
        Act.RemoveTag => "remove the tag left by",
        Act.KeepWatch => "record the continued inactivity of",
        Act.Keep or _ => "keep",
    };

    public static string Past(Act act) => act switch
    {
        Act.Deactivate => "deactivated",
        Act.Delete => "deleted",
        Act.StartGrace => "started the grace period of",
        Act.RecordReactivation => "recorded the reactivation of",
        Act.RemoveTag => "removed the tag left by",
        Act.KeepWatch => "recorded the continued inactivity of",
        Act.Keep or _ => "kept",
    };

    /// <summary>A step about to begin, as one line of the log.</summary>
    public static string Intention(Step step) => $"about to {Verb(step.Verdict.Act)} {Named(step.Key)}";

    /// <summary>One outcome as one line of the log.</summary>
    public static string Line(Outcome outcome) => Line(outcome, Named(outcome.Step.Key));

    /// <param name="key">What to call the access key.</param>
    public static string Line(Outcome outcome, string key)
    {
        var act = Verb(outcome.Act);
        var sentence = outcome.Result switch
        {
            Result.Done => $"{Past(outcome.Act)} {key}",
            Result.DoneUnrecorded => $"{Past(outcome.Act)} {key}, but could not update its tag",
            Result.Rehearsed => $"would {act} {key}",
            Result.Withheld => $"did not {act} {key}",
            Result.NotAttempted => $"had no time left to {act} {key}",
            Result.ChangedMeanwhile => $"did not {act} {key}: it changed meanwhile",
            Result.GoneAlready => $"had nothing to {act}: {key} was gone already",
            Result.Failed or _ => $"failed to {act} {key}",
        };
        return outcome.Detail is null ? sentence : $"{sentence}: {Plain(outcome.Detail)}";
    }

    private static string Named(AccessKey key) => $"access key {Plain(key.Id)} of user {Plain(key.User.Name)}";

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Such as "2026-01-06 06:00 UTC".</summary>
    public static string Minute(DateTimeOffset time) => $"{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{number} {noun}s");

    public static string Were(int number) => number == 1 ? "was" : "were";

    /// <summary>Whole days, never less than 0: where clocks differ or a pass takes long, a time may lie just ahead.</summary>
    public static string Days(TimeSpan span) => Count((int)Math.Max(0, Math.Floor(span.TotalDays)), "day");

    /// <summary>Such as "12 days", or "at most 12 days" if the last use was not looked up.</summary>
    public static string Days(IdleTime idle) => (idle.AtMost ? "at most " : "") + Days(idle.Length);

    public static string LastUse(AccessKey key) => key.LastUse.Match(use => $"last used {Day(use.Date)}{For(use)}", () => "never used", () => "last use not looked up");

    /// <summary>Such as " for s3 in eu-west-1"; empty if IAM does not say.</summary>
    public static string For(LastUse.At use) => use switch
    {
        { Service: "N/A" } => "",
        { Region: "N/A" } => $" for {Plain(use.Service)}",
        _ => $" for {Plain(use.Service)} in {Plain(use.Region)}",
    };

    /// <summary>
    /// Makes other people's data harmless: characters that could break a line, reorder it or control a terminal are shown as their code points.
    /// </summary>
    public static string Plain(string data)
    {
        var text = new StringBuilder(data.Length);
        foreach (var rune in data.EnumerateRunes()) // turns half a surrogate pair into U+FFFD
        {
            if (IsHarmless(rune)) text.Append(rune);
            else text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
        }

        return text.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
