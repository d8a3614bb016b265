namespace KeyReaper.Tests.Given;

/// <summary>
/// Judges the grace period before a deletion by what really happened to the key, when KeyReaper looked, and what IAM told it. Tags prove nothing here,
/// and KeyReaper is excused from what no look could have seen.
/// </summary>
/// <param name="LongestPause">The longest pause that was allowed during the period.</param>
internal sealed record GracePeriod(DateTimeOffset End, TimeSpan Length, TimeSpan LongestPause)
{
    /// <summary>How long IAM may still show a deactivated key as active, let it be used, and report such uses.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    /// <summary>A pass judges by the time it began, and lasts up to 15 minutes.</summary>
    private static readonly TimeSpan APass = TimeSpan.FromMinutes(16);

    private DateTimeOffset Start => End - Length;

    /// <param name="looks">The looks of passes that could record what they saw, in order.</param>
    /// <param name="events">What really happened to the key.</param>
    /// <param name="told">The key's last use, as IAM reported it when KeyReaper last asked.</param>
    /// <param name="deactivation">KeyReaper's last deactivation of the key, if it may still know about it.</param>
    public IEnumerable<string> Faults(IEnumerable<Look> looks, IReadOnlyList<SandboxKeyEvent> events, DateTimeOffset? told, Deactivation? deactivation)
    {
        SandboxKeyEvent[] switched = [.. events.Where(one => one.What is not SandboxKeyChange.Used && one.At <= End)];

        if (told > Start) yield return $"IAM told of a use on {told:u}";
        if (NotWatched(looks) is { } why) yield return why;
        if (LongestOn(switched) is var on && on > LongestPause + APass) yield return $"it was on for {on.TotalDays:0.##} days of its grace period";
        if (switched.LastOrDefault(one => one.What is SandboxKeyChange.TurnedOff) is { By: not null } && deactivation is not null && told is { } use && deactivation.IsRefutedBy(use))
            yield return $"it was deactivated on {deactivation.At:u}, and IAM tells of a use on {told:u}";
    }

    /// <summary>Goes back look by look, from the deletion to a full grace period before it.</summary>
    private string? NotWatched(IEnumerable<Look> looks)
    {
        var seen = End;
        foreach (var look in looks.Reverse().TakeWhile(_ => End - seen < Length))
        {
            if (look.Active) return $"a pass listed it as Active on {look.At:u}";
            if (seen - look.At > LongestPause + APass) return $"no pass looked from {look.At:u} to {seen:u}";
            seen = look.At;
        }

        return End - seen < Length ? $"it has been watched since {seen:u} only" : null;
    }

    private TimeSpan LongestOn(IReadOnlyList<SandboxKeyEvent> switched) =>
        switched.Zip(switched.Skip(1)).Where(two => two.First.What is SandboxKeyChange.Created or SandboxKeyChange.TurnedOn)
            .Select(two => two.Second.At - (two.First.At > Start ? two.First.At : Start)).Append(TimeSpan.Zero).Max();
}

/// <summary>What a complete list of access keys said about one of them.</summary>
internal sealed record Look(DateTimeOffset At, bool Active);

internal sealed record Deactivation(DateTimeOffset At, TimeSpan UnusedPeriod)
{
    /// <summary>Whether that use shows that the deactivation was wrong. Its recorded time is rounded up to the second.</summary>
    public bool IsRefutedBy(DateTimeOffset use) => use > At.AddSeconds(1) - UnusedPeriod && use < At + GracePeriod.Settling;
}
