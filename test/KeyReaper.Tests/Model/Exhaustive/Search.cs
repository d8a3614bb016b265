using System.Globalization;
using KeyReaper.Aws;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>
/// Visits every history of a user with one or two keys, one day a step, the shortest first. It ends because it never continues from a state twice.
/// </summary>
/// <param name="conditions">The settings that a pass may have.</param>
/// <param name="mornings">What a person may do to a key before the pass, one thing after the other.</param>
/// <param name="passes">The possible results of a pass.</param>
internal sealed class Search(IReadOnlyList<Conditions> conditions, IReadOnlyList<IReadOnlyList<Deed>> mornings, Passes passes)
{
    private readonly int pause = conditions.Min(one => one.Pause);
    private readonly NextDay nextDay = new(conditions.Max(one => one.Unused), conditions.Max(one => one.Grace), conditions.Max(one => one.Pause));

    private readonly List<KeyState> keys = [];
    private readonly Dictionary<KeyState, int> numbers = [];
    private readonly Dictionary<Part, int> parts = [];
    private readonly Dictionary<(int Noon, int Part, Conditions), (int Next, string? Wrong)> nights = [];
    private readonly Dictionary<(KeySlot, KeySlot, Conditions), bool> ruledOut = [];

    private readonly Dictionary<(int First, int Second), Origin> seen = [];
    private readonly List<(int First, int Second)> order = [];
    private readonly HashSet<(int First, int Second)> noons = [];

    public int States => order.Count;

    public long Steps { get; private set; }

    /// <returns>The shortest history that breaks a rule, as text; null if there is none.</returns>
    public string? Run(IEnumerable<(KeyState First, KeyState Second)> beginnings)
    {
        foreach (var (first, second) in beginnings) Visit((NumberOf(first), NumberOf(second)), default);
        for (var i = 0; i < order.Count; i++)
        {
            if (Day(order[i]) is { } wrong) return wrong;
        }

        return null;
    }

    private string? Day((int First, int Second) morning)
    {
        foreach (var deeds in mornings)
        {
            foreach (var others in keys[morning.Second].Told.Exists ? mornings : [[]])
            {
                if (After(morning, deeds, others) is { } noon && noons.Add(noon) && Noon(noon, new(morning, deeds, others, null, null)) is { } wrong) return wrong;
            }
        }

        return null;
    }

    /// <summary>At noon there is a pass. Whether its credential report is new or old, either it rules the user out, which is the same as no pass, or it does not.</summary>
    private string? Noon((int First, int Second) noon, Origin origin)
    {
        Visit((Night(noon.First), Night(noon.Second)), origin);
        var (first, second) = (keys[noon.First].Told, keys[noon.Second].Told);
        foreach (var under in conditions)
        {
            if (RulesOut(first, second, under) && (Judgement.OnDuty(first, first, under) ?? Judgement.OnDuty(second, second, under)) is { } overlooked) return Tell(origin with { Under = under }, overlooked);

            foreach (var course in passes.Of(first, second, under))
            {
                Steps++;
                var (one, wrong) = Night(noon.First, course.First, under);
                var (other, alsoWrong) = Night(noon.Second, course.Second, under);
                var last = origin with { Under = under, Course = course };
                if ((wrong ?? alsoWrong ?? OnBrake(course, under) ?? (course.IsUndisturbed ? OnProgress(first, course.First.After, under) ?? OnProgress(second, course.Second.After, under) : null)) is { } broken) return Tell(last, broken);
                Visit((one, other), last);
            }
        }

        return null;
    }

    private static string? OnProgress(Told look, Told after, Conditions under) => Judgement.OnDuty(look, after, under) ?? Judgement.OnMemory(look, after, under);

    private static string? OnBrake(Course course, Conditions under)
    {
        Noted[] noted = [course.First.Noted, course.Second.Noted];
        return noted.Count(one => one.Deactivated is not null) > under.Policy.MaxDeactivations || noted.Count(one => one.Deleted is not null) > under.Policy.MaxDeletions ? "the brake did not hold" : null;
    }

    private (int First, int Second)? After((int First, int Second) morning, IReadOnlyList<Deed> deeds, IReadOnlyList<Deed> others)
    {
        if (keys[morning.First].Morning(deeds, pause) is not { } first) return null;
        if (keys[morning.Second].OfUserOf(first).Morning(others, pause) is not { } second) return null;
        return (NumberOf(first.OfUserOf(second)), NumberOf(second));
    }

    /// <summary>The key the next morning, after that pass or none, and what the pass did wrong.</summary>
    private (int Next, string? Wrong) Night(int noon, Part part, Conditions under)
    {
        if (!parts.TryGetValue(part, out var number)) parts.Add(part, number = parts.Count);
        if (!nights.TryGetValue((noon, number, under), out var night))
            nights[(noon, number, under)] = night = (NumberOf(nextDay.Merged(NextDay.Later(keys[noon].After(part, under, pause)))), Judgement.OnPass(keys[noon], part, under));
        return night;
    }

    private int Night(int noon) => NumberOf(nextDay.Merged(NextDay.Later(keys[noon])));

    private int NumberOf(KeyState state)
    {
        if (numbers.TryGetValue(state, out var number)) return number;
        keys.Add(state);
        numbers.Add(state, keys.Count - 1);
        return keys.Count - 1;
    }

    private void Visit((int First, int Second) state, Origin origin)
    {
        if (seen.TryAdd(state, origin)) order.Add(state);
    }

    private bool RulesOut(Told first, Told second, Conditions under)
    {
        var (one, other) = (Slot(first), Slot(second));
        if (!ruledOut.TryGetValue((one, other, under), out var known))
            ruledOut[(one, other, under)] = known = !new CredentialReportRow(SmallIam.User, "arn:aws:iam::111122223333:user/alice", [one, other], HasMoreKeys: false).MayMatter(under.Policy, SmallClock.Zero);
        return known;
    }

    private static KeySlot Slot(Told key)
    {
        return key.Exists ? new(key.Active ? "true" : "false", Text(key.Created), key.Used is { } used ? Text(used) : "N/A") : new("false", "N/A", "N/A");

        static string Text(int at) => SmallClock.At(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private string Tell(Origin last, string wrong)
    {
        var days = new List<string>();
        for (var day = last; day.Deeds is not null; day = seen[day.Morning])
            days.Add($"{keys[day.Morning.First].Told}{(keys[day.Morning.Second].Told is { Exists: true } other ? $"\n      The other is {other}" : "")}\n      {day}");
        return string.Concat(Enumerable.Reverse(days).Select((day, n) => string.Create(CultureInfo.InvariantCulture, $"\n{n + 1,4}. {day}"))) + $"\n      And so {wrong}.";
    }

    /// <summary>How a state came about.</summary>
    /// <param name="Morning">The states on the day before; the first state has none.</param>
    private readonly record struct Origin((int First, int Second) Morning, IReadOnlyList<Deed> Deeds, IReadOnlyList<Deed> Others, Conditions? Under, Course? Course)
    {
        public override string ToString() => $"{Done("", Deeds)}{Done("to the other: ", Others)}{(Course is null ? Under is null ? "no pass" : $"a pass of {Under} is ruled out" : $"a pass of {Under}{Course}")}.";

        private static string Done(string to, IReadOnlyList<Deed> deeds) => deeds.Count == 0 ? "" : $"{to}{string.Join(", ", deeds)}; ";
    }
}
