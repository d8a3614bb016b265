using System.Globalization;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>An access key and its user as IAM reports them. Times are in seconds from the time when the day's pass looks, so they decrease by a day every day.</summary>
/// <param name="Exists">Whether the key is there.</param>
/// <param name="Active">Its status.</param>
/// <param name="Created">CreateDate.</param>
/// <param name="Used">The last use that IAM reports so far.</param>
/// <param name="Tag">What KeyReaper's tag says.</param>
/// <param name="Exempt">Whether the user has the tag that exempts it.</param>
internal readonly record struct Told(bool Exists, bool Active, int Created, int? Used, Memory? Tag, bool Exempt)
{
    public bool SaysInactive => Tag is { State: ClockState.Inactive };

    public override string ToString() => !Exists ? "gone" : string.Create(
        CultureInfo.InvariantCulture,
        $"{(Active ? "active" : "inactive")}, made {Moments.Ago(Created)}, {(Used is { } used ? $"used {Moments.Ago(used)}" : "never used, or long ago")}, {(Tag is { } tag ? $"tag: {tag}" : "no tag")}{(Exempt ? ", exempt" : "")}");
}

/// <summary>A tag of KeyReaper's. How often the key was turned back on is left out: nothing is decided by it, and it would grow forever.</summary>
internal readonly record struct Memory(ClockState State, int Since, int Seen, int? UnusedDays)
{
    /// <summary>Any use after this time shows that the key should not have been deactivated.</summary>
    public int? Unused => Since - (UnusedDays * Moments.Day);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(State is ClockState.Active ? "active" : UnusedDays is { } days ? $"deactivated after {days}" : "inactive")} since {Moments.Ago(Since)}{(State is ClockState.Active ? "" : $", seen {Moments.Ago(Seen)}")}");
}
