using KeyReaper.Aws;
using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What a pass does to one key.</summary>
/// <param name="After">What IAM reports about it afterwards.</param>
/// <param name="Noted">What the pass did.</param>
/// <param name="Acted">Whether the pass was live and was not killed before it came to the key.</param>
/// <param name="Meanwhile">What a person did to the key or its user during the pass.</param>
internal readonly record struct Part(Told After, Noted Noted, bool Acted, Meanwhile Meanwhile);

/// <summary>What a pass does to both keys.</summary>
internal sealed record Course(Part First, Part Second, Mishap Mishap, Meanwhile Meanwhile, bool BrakeTripped)
{
    public bool IsUndisturbed => Mishap is Mishap.None && Meanwhile.Deed is Deed.Nothing && !BrakeTripped;

    public override string ToString() => $"{(Mishap is Mishap.None ? "" : $", {Mishap}")}{Meanwhile}";
}

/// <summary>
/// Passes of KeyReaper's own code over a user whom the credential report did not rule out: reading, judging, planning, acting. The result
/// depends only on what IAM reports, so each pass is played once and remembered.
/// </summary>
/// <param name="mishaps">What may happen to passes, besides nothing.</param>
/// <param name="disturbances">What a person may do during them.</param>
internal sealed class Passes : IDisposable
{
    private static readonly Brake Tripped = new(Deactivations: 101, MaxDeactivations: 100, Deletions: 0, MaxDeletions: 100);

    private readonly Dictionary<(Told, Told, Conditions), IReadOnlyList<Course>> played = [];
    private readonly SmallClock clock = new();
    private readonly SmallIam small;
    private readonly Iam iam;
    private readonly IReadOnlyList<Mishap> mishaps;
    private readonly IReadOnlyList<Deed> disturbances;

    public Passes(IReadOnlyList<Mishap> mishaps, IReadOnlyList<Deed> disturbances, Func<SmallClock, SmallIam>? teller = null)
    {
        (this.mishaps, this.disturbances) = (mishaps, disturbances);
        small = (teller ?? (its => new(its)))(clock);
        iam = new(small, clock);
    }

    /// <summary>How many passes were played; all others were remembered.</summary>
    public int Count { get; private set; }

    /// <summary>All possible results of a pass, beginning with the undisturbed one.</summary>
    public IReadOnlyList<Course> Of(Told first, Told second, Conditions conditions)
    {
        if (played.TryGetValue((first, second, conditions), out var known)) return known;

        var courses = new List<Course>();
        var undisturbed = Play(default);
        var moments = small.Passed.Order().ToArray();
        Play(default, Mishap.DryRun);
        var meanwhile = from moment in moments from deed in disturbances where deed.IsPossible(first) select new Meanwhile(deed, moment);
        if (undisturbed) PlayTroubles(default);
        foreach (var person in meanwhile.ToArray())
        {
            if (Play(person) && !second.Exists) PlayTroubles(person); // with two keys only one thing at a time, since there are so many combinations
        }

        return played[(first, second, conditions)] = [.. courses.DistinctBy(course => (course.First, course.Second))];

        void PlayTroubles(Meanwhile person)
        {
            foreach (var mishap in mishaps) Play(person, mishap);
        }

        // Returns whether anything was written or should have been. If not, no mishap makes a difference.
        bool Play(Meanwhile person, Mishap mishap = Mishap.None)
        {
            var course = this.Play(first, second, conditions, mishap, person);
            courses.Add(course);
            return small.Attempted;
        }
    }

    /// <summary>One pass.</summary>
    public Course Play(Told first, Told second, Conditions conditions, Mishap mishap, Meanwhile meanwhile)
    {
        Count++;
        small.Begin((first, second), mishap, meanwhile);
        var plan = RunAsync(conditions.Policy, mishap).GetAwaiter().GetResult();
        if (!small.Passed.Contains(meanwhile.At)) meanwhile = default; // the pass never came to that moment
        return new(
            PartOf(0, meanwhile), PartOf(1, meanwhile.Deed is Deed.Exempts or Deed.EndsExemption ? meanwhile : default),
            mishap, meanwhile, plan.Brake.Tripped);

        Part PartOf(int key, Meanwhile person) => new(
            small.Keys[key],
            small.Noted[key] with { ToldTurnedOn = mishap.KilledAfter() is null && plan.Steps.Any(step => step.Key.Id == SmallIam.KeyIds[key] && step.Verdict.Reason is Reason.Reactivated) },
            Acted: mishap is not Mishap.DryRun && (mishap.KilledAfter() is null || small.Wrote[key]), person);
    }

    public void Dispose() => small.Dispose();

    /// <summary>The same as in <c>Inventory</c> and <c>Reaper</c>, without what would only take time here: other users, the report, the log.</summary>
    private async Task<Plan> RunAsync(Policy policy, Mishap mishap)
    {
        var now = clock.GetUtcNow();
        var user = await iam.UserAsync(SmallIam.User, default);
        var keys = new List<AccessKey>();
        if (policy.ExemptionOf(user, now) is null)
        {
            foreach (var key in await iam.AccessKeysAsync(user, default))
                keys.Add(Judge.NeedsLastUse(key, policy, now) ? await WithLastUseAsync(key) : key);
        }

        var plan = Plan.For(keys, policy, now);
        if (mishap is Mishap.BrakeTripped) plan = plan with { Brake = Tripped };
        small.BeginActing();
        return mishap is Mishap.DryRun ? plan : plan.With(await Execution.RunAsync(plan, step => new KeyActions(iam, policy, now, clock).PerformAsync(step, default), default));
    }

    private async Task<AccessKey> WithLastUseAsync(AccessKey key)
    {
        try
        {
            return await iam.WithLastUseAsync(key, default);
        }
        catch (IamException error)
        {
            return key with { Unreadable = error.Trouble };
        }
    }
}
