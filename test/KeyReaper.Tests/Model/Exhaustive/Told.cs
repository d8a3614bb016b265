using System.Globalization;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>An access key and its user as IAM tells of them. Times are seconds from the look of the day's pass: a day later they are a day less.</summary>
/// <param name="Exists">Whether the key is there.</param>
/// <param name="Active">Its status.</param>
/// <param name="Created">CreateDate.</param>
/// <param name="Used">The last use that IAM tells of by now.</param>
/// <param name="Tag">What KeyReaper's tag says.</param>
/// <param name="Exempt">Whether the user has the tag that exempts it.</param>
internal readonly record struct Told(bool Exists, bool Active, int Created, int? Used, Memory? Tag, bool Exempt)
{
    public bool SaysInactive => Tag is { State: ClockState.Inactive };

    public override string ToString() => !Exists ? "gone" : string.Create(
        CultureInfo.InvariantCulture,
        $"{(Active ? "active" : "inactive")}, made {Moments.Ago(Created)}, {(Used is { } used ? $"used {Moments.Ago(used)}" : "never used, or long ago")}, {(Tag is { } tag ? $"tag: {tag}" : "no tag")}{(Exempt ? ", exempt" : "")}");
}

/// <summary>A tag of KeyReaper's. How often the key was turned back on is left out: it decides nothing, and grows for ever.</summary>
internal readonly record struct Memory(ClockState State, int Since, int Seen, int? UnusedDays)
{
    /// <summary>A use later than that shows that the key should not have been deactivated.</summary>
    public int? Unused => Since - (UnusedDays * Moments.Day);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(State is ClockState.Active ? "active" : UnusedDays is { } days ? $"deactivated after {days}" : "inactive")} since {Moments.Ago(Since)}{(State is ClockState.Active ? "" : $", seen {Moments.Ago(Seen)}")}");
}
