namespace KeyReaper.Tests.Given;

/// <summary>Judges records: whether KeyReaper records about a key what it saw in that pass, and records an act before it does it.</summary>
internal static class Recording
{
    /// <param name="soFar">The deeds of the pass before the record.</param>
    public static IEnumerable<string> Faults(Deed[] soFar, Deed record)
    {
        if (IsPutBack(soFar, record)) yield break;

        var said = Said.By(record);
        var listed = soFar.LastOrDefault(deed => deed.Action is "ListAccessKeys" && deed.UserName == record.UserName);
        var read = soFar.LastOrDefault(deed => deed.Action is "GetUser" && deed.UserName == record.UserName);
        if (said is null || listed?.User?.Key(record.KeyId) is not { } key || read?.User is not { } user) yield break; // reported under other invariants

        var former = user.Tags.GetValueOrDefault(Deed.TagPrefix + record.KeyId) is { } value ? Said.In(value) : null;
        var isWatch = said.Inactive && former is { Inactive: true } && former.Since == said.Since;
        if (isWatch)
        {
            if (said with { Seen = null } != former! with { Seen = null }) yield return $"it says more than that the key is still inactive: {former}";
            if (said.Seen < former.Seen || said.Seen > listed.At) yield return $"the key was seen inactive on {listed.At:u}";
        }
        else
        {
            if (said.Since < soFar[0].At || said.Since >= record.At.AddSeconds(1)) yield return $"the pass runs from {soFar[0].At:u} to {record.At:u}";
            if (said.Seen is { } seen && seen != said.Since) yield return "it has not been watched before";
        }

        if (key.Status != (said.Inactive ? "Inactive" : "Active") && !(IsNewDeactivation(said, key, record) && !isWatch)) yield return $"the key was seen {key.Status}";
        if (key.Status is "Inactive" && !isWatch && said.Days is { } days && !(former is { Days: { } of } && said.Since.AddDays(-days) <= former.Since.AddDays(-of)))
            yield return $"it was deactivated by another period: {former}";
    }

    /// <summary>Whether the act restores the former record after a deactivation that was refused.</summary>
    public static bool IsPutBack(Deed[] soFar, Deed act)
    {
        var record = Array.FindLastIndex(soFar, deed => deed.KeyId == act.KeyId && deed.Action is "TagUser" && Said.By(deed) is { State: "deactivated" });
        if (record < 0 || !soFar.Skip(record).Any(deed => deed.KeyId == act.KeyId && deed is { Action: "UpdateAccessKey", IsChange: false })) return false;

        var read = soFar.Take(record).LastOrDefault(deed => deed.Action is "GetUser" && deed.UserName == act.UserName);
        return read?.User is { } user && user.Tags.GetValueOrDefault(Deed.TagPrefix + act.KeyId) == act.TagValue;
    }

    /// <summary>A deactivation is recorded first, and if it was refused or not tried, its record does not remain.</summary>
    /// <param name="deeds">All deeds of the pass, including attempts.</param>
    public static IEnumerable<(Deed Deed, string What)> Faults(Pass pass, IEnumerable<Deed> deeds)
    {
        foreach (var key in deeds.Where(deed => deed.Action is "TagUser" or "UntagUser" or "UpdateAccessKey").GroupBy(deed => deed.KeyId))
        {
            foreach (var effect in key.Where(deed => deed is { Action: "UpdateAccessKey", IsChange: true }))
            {
                if (Recorded(key.TakeWhile(deed => deed != effect)) is null) yield return (effect, "it was not recorded before");
            }

            if (pass.Ended && Recorded(key) is { Answered: true } record && record.User?.Key(key.Key)?.Status is "Active" && IsInVain([.. key.SkipWhile(deed => deed != record).Skip(1)]))
                yield return (record, "the key was not deactivated, and its record stayed");
        }

        Deed? Recorded(IEnumerable<Deed> soFar) =>
            soFar.LastOrDefault(deed => deed is { IsChange: true, Action: not "UpdateAccessKey" }) is { } deed && Said.By(deed) is { State: "deactivated" } said && said.Seen == said.Since && said.Days == pass.Rules.UnusedPeriod.Days ? deed : null;

        // A record that could not be restored is reported as a failure, and any error other than a refusal leaves open what has happened.
        bool IsInVain(Deed[] after) => after is [] or [.., { Action: "UpdateAccessKey", Call.HttpStatus: >= 400 and < 500 }] && !after.Any(deed => deed.IsChange);
    }

    private static bool IsNewDeactivation(Said said, KeyFacts key, Deed record) => key.Status is "Active" && said.Days == record.Pass.Rules.UnusedPeriod.Days;
}
