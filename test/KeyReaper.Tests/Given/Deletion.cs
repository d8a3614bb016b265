namespace KeyReaper.Tests.Given;

/// <summary>A deletion in a history, and what the history knows about the time before it.</summary>
internal sealed class Deletion(History history, Deed deed)
{
    private readonly Deed[] before = [.. history.Deeds.Take(deed.Order)];

    /// <param name="told">The key's last use, as IAM reported it when KeyReaper last asked.</param>
    public IEnumerable<string> Faults(DateTimeOffset? told)
    {
        var start = deed.At - deed.Pass.Rules.GracePeriod;
        var grace = new GracePeriod(deed.At, deed.Pass.Rules.GracePeriod, before.Where(one => one.At >= start).Append(deed).Max(one => one.Pass.Rules.CountedPause));

        return grace.Faults(before.Where(IsLook).Select(look => new Look(look.At, Shows(look) != "Inactive")), history.EventsOf(deed.KeyId!), told, Deactivation())
            .Concat(deed.Pass.Rules.DeleteKeys ? [] : ["deletion is off"]);
    }

    private string Shows(Deed look) => look.User!.Key(deed.KeyId)!.Status;

    /// <summary>Whether the call counts as a look at the key. A dry run's does not, because it must not record anything. A deactivation does: whoever makes it knows that the key is inactive.</summary>
    private bool IsLook(Deed one) => one.User?.Key(deed.KeyId) is not null && one switch
    {
        { Action: "ListAccessKeys", Answered: true, Pass.Rules.DryRun: false } => Shows(one) == "Inactive" || CouldBeRecorded(one),
        { Action: "UpdateAccessKey", IsChange: true } => one.KeyId == deed.KeyId,
        _ => false,
    };

    /// <summary>Whether the pass that saw the key active could have recorded that: it got that far, and knew that there was something to record.</summary>
    private bool CouldBeRecorded(Deed look)
    {
        if (!(look.Pass.EndedBefore <= deed.Order)) return false; // killed, or still on its way to its records
        if (Exempting.Reason(look.User!, deed.KeyId, look.Pass.Rules, look.At) is not null) return false;

        var settling = before.Take(look.Order).Any(one => one.KeyId == deed.KeyId && one.IsChange && look.At - one.At < GracePeriod.Settling
            && (one.Action is "UpdateAccessKey" || (Said.By(one) is { Inactive: true } said && one.At - said.Since < GracePeriod.Settling)));

        // What could not be read or written is reported as a failure.
        return !settling && !before.Any(one => one.Pass == look.Pass && one is { Answered: false, Action: "GetUser" or "TagUser" } && one.UserName == look.UserName);
    }

    private Deactivation? Deactivation() =>
        before.LastOrDefault(one => one is { Action: "UpdateAccessKey", IsChange: true } && one.KeyId == deed.KeyId) is { } last && !IsForgotten(last) ? new(last.At, last.Pass.Rules.UnusedPeriod) : null;

    /// <summary>Whether somebody removed KeyReaper's tag after the deactivation. The key then counts as found inactive.</summary>
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
