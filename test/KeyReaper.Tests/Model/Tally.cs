using System.Collections.Concurrent;
using System.Globalization;

namespace KeyReaper.Tests.Model;

/// <summary>Counts what happened in all stories together: that nothing broke means something only if enough happened.</summary>
internal sealed class Tally
{
    private static readonly (string Name, Func<PassRecord, bool> Happened)[] Rare =
    [
        ("passes with trouble", pass => pass.AllTold.Any(told => !told.Well)),
        ("passes with people in their midst", pass => pass.Disturbed.Count > 0),
        ("passes out of time", pass => pass.TriedLate is not null),
        ("passes by an old report", pass => pass.ReportIsOld),
        ("passes after too long a pause", pass => pass.Found.Any(key => key.IsUnwatched(pass.Terms, pass.Start))),
        ("passes with a key in use after all", pass => pass.Found.Any(key => key.IsInUseAfterAll(pass.Start))),
        ("passes without room for a tag", pass => pass.Found.Any(key => key.LacksRoom(pass.Terms, pass.Start))),
        ("passes with a user who may not be tagged", pass => pass.AllTold.Any(told => Aftermath.IsForbidden(told, pass))),
        ("passes above the brake", Aftermath.IsBraked),
    ];

    private readonly ConcurrentDictionary<string, int> counts = new();

    /// <summary>What should have happened in some story, and did not.</summary>
    public IEnumerable<string> Missing => Enum.GetValues<Duty>().Where(duty => duty is not Duty.None).Select(duty => duty.ToString()).Concat(Rare.Select(one => one.Name)).Where(name => !counts.ContainsKey(name));

    public void Passed(PassRecord pass)
    {
        Count(pass.Live ? "live passes" : "dry runs");
        Count("calls", pass.AllTold.Count);
        foreach (var (name, happened) in Rare)
        {
            if (happened(pass)) Count(name);
        }

        foreach (var effect in pass.Effects) Count(effect.Duty.ToString());
    }

    public override string ToString() => string.Join(", ", counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {one.Key}")));

    private void Count(string what, int by = 1) => counts.AddOrUpdate(what, by, (_, so) => so + by);
}
