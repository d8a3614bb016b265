using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Given;

/// <summary>
/// The grace period before a deletion as it truly was: what people did to the key, when KeyReaper looked, and what IAM told it. Its tags prove
/// nothing here. What no look could have seen is excused.
/// </summary>
internal sealed class GracePeriod
{
    /// <summary>A pass judges by its start, and lasts up to 15 minutes.</summary>
    private static readonly TimeSpan APass = TimeSpan.FromMinutes(16);

    /// <summary>For so long IAM may go on showing a key active that is not.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    private readonly Deed deletion;
    private readonly Deed[] before;
    private readonly IReadOnlyList<SandboxKeyEvent> events;
    private readonly DateTimeOffset start;
    private readonly TimeSpan pause;

    /// <param name="events">What really happened to the key.</param>
    public GracePeriod(IReadOnlyList<Deed> deeds, IReadOnlyList<SandboxKeyEvent> events, Deed deletion)
    {
        (this.deletion, this.events) = (deletion, events);
        before = [.. deeds.Take(deletion.Order)];
        start = deletion.At - deletion.Pass.Rules.GracePeriod;
        pause = before.Where(deed => deed.At >= start).Append(deletion).Max(deed => deed.Pass.Rules.CountedPause);
    }

    private string? KeyId => deletion.KeyId;

    /// <param name="told">The key's last use, as IAM told it when KeyReaper asked last.</param>
    public IEnumerable<string> Faults(DateTimeOffset? told)
    {
        if (!deletion.Pass.Rules.DeleteKeys) yield return "deletion is off";
        if (told > start) yield return $"IAM told of a use on {told:u}";
        if (NotWatched() is { } why) yield return why;
        if (LongestOn() is { } on && on > pause + APass) yield return $"it was on for {on.TotalDays:0.##} days of its grace period";
        if (told is { } use && WronglyDeactivated(use) is { } wrongly) yield return wrongly;
    }

    /// <summary>From the deletion back to a full grace period before it, look by look.</summary>
    private string? NotWatched()
    {
        var seen = deletion.At;
        foreach (var look in before.Where(IsLook).Reverse())
        {
            if (deletion.At - seen >= deletion.Pass.Rules.GracePeriod) return null;
            if (look.User!.Key(KeyId)!.Status != "Inactive")
            {
                if (CouldNotBeRecorded(look)) continue;
                return $"pass {look.Pass.Number} listed it as Active on {look.At:u}";
            }

            if (seen - look.At > pause + APass) return $"nobody looked from {look.At:u} to {seen:u}";
            seen = look.At;
        }

        return deletion.At - seen >= deletion.Pass.Rules.GracePeriod ? null : $"it has been watched since {seen:u}";
    }

    /// <summary>A dry run may look, but must remember nothing.</summary>
    private bool IsLook(Deed deed) => deed is { Action: "ListAccessKeys", Answered: true, Pass.Rules.DryRun: false } && deed.User?.Key(KeyId) is not null;

    /// <summary>It was shown active to a pass that did not get so far as to remember it, or could not know that there was something to remember.</summary>
    private bool CouldNotBeRecorded(Deed look)
    {
        if (look.Pass.EndedBefore is not { } end || end > deletion.Order) return true; // killed, or still on its way to its records
        if (Exempting.Reason(look.User!, look.Pass.Rules, look.At) is not null) return true;

        var settling = before.Take(look.Order).Any(deed => deed.KeyId == KeyId && deed.IsChange && look.At - deed.At < Settling
            && (deed.Action is "UpdateAccessKey" || (deed.Action is "TagUser" && Said.By(deed) is { Inactive: true } said && deed.At - said.Since < Settling)));
        if (settling) return true;

        // What could not be read, or was refused, is reported as a failure.
        return before.Any(deed => deed.Pass == look.Pass && deed is { Answered: false, Action: "GetUser" or "TagUser" } && (deed.KeyId ?? KeyId) == KeyId && deed.UserName == look.UserName);
    }

    private TimeSpan? LongestOn()
    {
        var longest = TimeSpan.Zero;
        DateTimeOffset? on = null;
        foreach (var one in events.Where(one => one.What is not SandboxKeyChange.Used && one.At <= deletion.At))
        {
            if (on is { } since && one.At - Later(since, start) is var span && span > longest) longest = span;
            on = one.What is SandboxKeyChange.Created or SandboxKeyChange.TurnedOn ? one.At : null;
        }

        return longest;
    }

    /// <summary>Only if KeyReaper's memory is as it left it: whoever takes its tag off a key it has deactivated makes it a key found inactive.</summary>
    private string? WronglyDeactivated(DateTimeOffset told)
    {
        if (events.LastOrDefault(one => one.What is SandboxKeyChange.TurnedOff && one.At <= deletion.At) is not { By: not null }) return null;
        if (before.LastOrDefault(deed => deed.Action is "UpdateAccessKey" && deed.KeyId == KeyId && deed.IsChange) is not { } deactivation) return null;
        if (told <= deactivation.At.AddSeconds(1) - deactivation.Pass.Rules.UnusedPeriod || told >= deactivation.At + Settling || IsForgotten(deactivation)) return null;

        return $"it was deactivated on {deactivation.At:u}, and IAM tells of a use on {told:u}";
    }

    private bool IsForgotten(Deed deactivation)
    {
        var written = before.Take(deactivation.Order).LastOrDefault(deed => deed.Action is "TagUser" && deed.KeyId == KeyId && deed.IsChange)?.TagValue;
        foreach (var deed in before.Skip(deactivation.Order))
        {
            if (deed.KeyId == KeyId && deed.IsChange && deed.Action is "TagUser" or "UntagUser") written = deed.TagValue;
            if (deed.User?.Key(KeyId) is not null && deed.User.Tags.GetValueOrDefault(Deed.TagPrefix + KeyId) != written) return true;
        }

        return false;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
