namespace KeyReaper.Tests.Given;

/// <summary>A deletion in a history, and what the history knows of the time before it.</summary>
internal sealed class Deletion(History history, Deed deed)
{
    private readonly Deed[] before = [.. history.Deeds.Take(deed.Order)];

    /// <param name="told">The key's last use, as IAM told it when KeyReaper asked last.</param>
    public IEnumerable<string> Faults(DateTimeOffset? told)
    {
        var start = deed.At - deed.Pass.Rules.GracePeriod;
        var grace = new GracePeriod(deed.At, deed.Pass.Rules.GracePeriod, before.Where(one => one.At >= start).Append(deed).Max(one => one.Pass.Rules.CountedPause));

        return grace.Faults(before.Where(IsLook).Select(look => new Look(look.At, Shows(look) != "Inactive")), history.EventsOf(deed.KeyId!), told, Deactivation())
            .Concat(deed.Pass.Rules.DeleteKeys ? [] : ["deletion is off"]);
    }

    private string Shows(Deed look) => look.User!.Key(deed.KeyId)!.Status;

    /// <summary>A dry run may look, but must remember nothing. Who deactivates a key knows that it is inactive.</summary>
    private bool IsLook(Deed one) => one.User?.Key(deed.KeyId) is not null && one switch
    {
        { Action: "ListAccessKeys", Answered: true, Pass.Rules.DryRun: false } => Shows(one) == "Inactive" || CouldBeRecorded(one),
        { Action: "UpdateAccessKey", IsChange: true } => one.KeyId == deed.KeyId,
        _ => false,
    };

    /// <summary>That it was shown active could be remembered: by a pass that came so far, and knew that there was something to remember.</summary>
    private bool CouldBeRecorded(Deed look)
    {
        if (!(look.Pass.EndedBefore <= deed.Order)) return false; // killed, or still on its way to its records
        if (Exempting.Reason(look.User!, deed.KeyId, look.Pass.Rules, look.At) is not null) return false;

        var settling = before.Take(look.Order).Any(one => one.KeyId == deed.KeyId && one.IsChange && look.At - one.At < GracePeriod.Settling
            && (one.Action is "UpdateAccessKey" || (Said.By(one) is { Inactive: true } said && one.At - said.Since < GracePeriod.Settling)));

        // What could not be read or written is told as a failure.
        return !settling && !before.Any(one => one.Pass == look.Pass && one is { Answered: false, Action: "GetUser" or "TagUser" } && one.UserName == look.UserName);
    }

    private Deactivation? Deactivation() =>
        before.LastOrDefault(one => one is { Action: "UpdateAccessKey", IsChange: true } && one.KeyId == deed.KeyId) is { } last && !IsForgotten(last) ? new(last.At, last.Pass.Rules.UnusedPeriod) : null;

    /// <summary>Whoever takes KeyReaper's tag off a key that it deactivated makes it one that is found inactive.</summary>
    private bool IsForgotten(Deed deactivation)
    {
        var written = before.Take(deactivation.Order).LastOrDefault(IsRecord)?.TagValue;
        foreach (var one in before.Skip(deactivation.Order))
        {
            if (IsRecord(one)) written = one.TagValue;
            if (one.User?.Key(deed.KeyId) is not null && one.User.Tags.GetValueOrDefault(Deed.TagPrefix + deed.KeyId) != written) return true;
        }

        return false;
    }

    private bool IsRecord(Deed one) => one is { Action: "TagUser" or "UntagUser", IsChange: true } && one.KeyId == deed.KeyId;
}
