using System.Collections.Concurrent;
using System.Globalization;

namespace KeyReaper.Tests.Model;

/// <summary>What happened in all stories together: that nothing broke says something only if enough did.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> counts = new();

    public int this[Duty duty] => counts.GetValueOrDefault(duty.ToString());

    public void Passed(PassRecord pass)
    {
        Count(pass.Live ? "live passes" : "dry runs");
        Count("calls", pass.AllTold.Count);
        if (pass.AllTold.Any(told => !told.Well)) Count("passes with trouble");
        if (pass.Disturbed.Count > 0) Count("passes with people in their midst");
        if (pass.TriedLate is not null) Count("passes out of time");
        foreach (var effect in pass.Effects) Count(effect.Duty.ToString());
    }

    public override string ToString() => string.Join(", ", counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {one.Key}")));

    private void Count(string what, int by = 1) => counts.AddOrUpdate(what, by, (_, so) => so + by);
}
