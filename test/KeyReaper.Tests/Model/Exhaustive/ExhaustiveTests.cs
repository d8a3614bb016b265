using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>
/// Every history of a small world instead of random ones: periods of two or three days, one day a step, and every day every combination of what a person
/// does, also during the pass, of when IAM reports a use, and of what happens to the pass. KeyReaper's own rules, records and acts are judged by what is
/// true.
/// </summary>
public class ExhaustiveTests(ITestOutputHelper output)
{
    private static readonly Mishap[] AnyMishap = [Mishap.BrakeTripped, Mishap.NoRoom, Mishap.Forbidden, Mishap.LastUseDenied, Mishap.AnswerLost, Mishap.KilledAfterFirstWrite];
    private static readonly Deed[] AnyDeed = [Deed.TurnsOn, Deed.Uses, Deed.UsesUntold, Deed.TurnsOff, Deed.Exempts];

    private static readonly IReadOnlyList<Deed>[] AnyMorning =
    [
        [], [Deed.Exempts], [Deed.EndsExemption],
        [Deed.TurnsOn], [Deed.TurnsOn, Deed.Uses], [Deed.TurnsOn, Deed.UsesUntold],
        [Deed.TurnsOn, Deed.TurnsOff], [Deed.TurnsOn, Deed.Uses, Deed.TurnsOff], [Deed.TurnsOn, Deed.UsesUntold, Deed.TurnsOff],
        [Deed.Uses], [Deed.UsesUntold], [Deed.Uses, Deed.TurnsOff], [Deed.UsesUntold, Deed.TurnsOff],
        [Deed.TurnsOff], [Deed.TurnsOff, Deed.TurnsOn],
    ];

    private static KeyState[] AnyBeginning =>
    [
        KeyState.New(active: true, created: -Moments.Day / 2),
        KeyState.New(active: true, created: -100 * Moments.Day),
        KeyState.New(active: true, created: -100 * Moments.Day, used: -Moments.Day / 2),
        KeyState.New(active: false, created: -100 * Moments.Day),
    ];

    [Fact]
    public void Whatever_happens_to_a_key_with_periods_of_three_days_no_rule_is_broken() =>
        Visit(new(AnyMishap, AnyDeed), [Conditions.Of(3, 3)], AnyMorning, Alone).ShouldBeNull();

    [Fact]
    public void Nor_is_any_where_the_settings_change_from_pass_to_pass() =>
        Visit(new(AnyMishap, AnyDeed), [Conditions.Of(3, 3), Conditions.Of(2, 3, deleteKeys: false), Conditions.Of(3, 2)], AnyMorning, Alone).ShouldBeNull();

    /// <summary>Both come due on the same day, and the first is turned on during a pass, so that a look at one key shows the other.</summary>
    [Fact]
    public void Nor_by_two_keys_of_one_user_with_periods_of_two_days_of_which_one_may_be_deactivated_and_one_deleted_at_a_time() =>
        Visit(
            new([Mishap.BrakeTripped, Mishap.NoRoom, Mishap.KilledAfterFirstWrite, Mishap.KilledAfterSecondWrite, Mishap.KilledAfterThirdWrite], [Deed.TurnsOn]),
            [Conditions.Of(2, 2, mostActs: 1)],
            [[], [Deed.TurnsOn], [Deed.TurnsOn, Deed.UsesUntold, Deed.TurnsOff], [Deed.Uses], [Deed.UsesUntold], [Deed.TurnsOff], [Deed.Exempts], [Deed.EndsExemption]],
            from first in AnyBeginning from second in AnyBeginning select (first, second)).ShouldBeNull();

    [Theory]
    [InlineData(Guard.LongestPause, "a key was deleted that")]
    [InlineData(Guard.LateUse, "a key was deleted that was in use when it was deactivated, as IAM told")]
    [InlineData(Guard.SecondLook, "a key in use was deactivated")]
    [InlineData(Guard.Room, "a tag was to be written for which there was no room")]
    [InlineData(Guard.RecordBeforeEffect, "a key was deactivated without a record of it")]
    public void Without_any_one_guard_some_history_breaks_a_rule_and_the_shortest_is_told(Guard guard, string rule)
    {
        var history = Visit(new(AnyMishap, AnyDeed, clock => clock.Without(guard)), [Conditions.Of(3, 3)], AnyMorning, Alone);

        output.WriteLine(history.ShouldNotBeNull());
        history.ShouldContain($"And so {rule}");
    }

    /// <summary>Merging states would be wrong if it lost a history: whatever happens, a state and the one it is merged into must have the same future.</summary>
    [Fact]
    public void What_the_search_takes_for_the_same_can_never_be_told_apart()
    {
        const int Seed = 20261122;
        var random = new Random(Seed);
        Conditions[] conditions = [Conditions.Of(3, 3), Conditions.Of(2, 3, deleteKeys: false), Conditions.Of(4, 2)];
        var (pause, nextDay) = (conditions.Min(one => one.Pause), new NextDay(conditions.Max(one => one.Unused), conditions.Max(one => one.Grace), conditions.Max(one => one.Pause)));
        using var passes = new Passes([], []);

        for (var walk = 0; walk < 150; walk++)
        {
            var (exact, merged) = Pair(AnyBeginning[random.Next(AnyBeginning.Length)]);
            for (var day = 0; day < 40 && exact.Told.Exists; day++)
            {
                var deeds = AnyMorning[random.Next(AnyMorning.Length)];
                var under = conditions[random.Next(conditions.Length)];
                var mishap = (Mishap)random.Next((int)Mishap.KilledAfterSecondWrite);
                var meanwhile = random.Next(4) == 0 ? new Meanwhile(AnyDeed[random.Next(AnyDeed.Length)], random.Next(Moments.BeforeSecondLook, Moments.BetweenWrites + 1)) : default;
                var passed = random.Next(4) > 0;
                (exact, merged) = (NextDay.Later(Day(exact)), nextDay.Merged(NextDay.Later(Day(merged))));
                nextDay.Merged(exact).ShouldBe(merged, $"seed {Seed}, walk {walk}, day {day}");

                KeyState Day(KeyState key)
                {
                    if (key.Morning(deeds, pause) is { } noon) key = noon;
                    return passed ? key.After(passes.Play(key.Told, default, under, mishap, meanwhile).First, under, pause) : key;
                }
            }
        }

        static (KeyState, KeyState) Pair(KeyState key) => (key, key);
    }

    private static IEnumerable<(KeyState, KeyState)> Alone => AnyBeginning.Select(key => (key, default(KeyState)));

    /// <returns>The shortest history that breaks a rule; null if none does.</returns>
    private string? Visit(Passes passes, IReadOnlyList<Conditions> conditions, IReadOnlyList<IReadOnlyList<Deed>> mornings, IEnumerable<(KeyState, KeyState)> beginnings)
    {
        using (passes)
        {
            var (search, time) = (new Search(conditions, mornings, passes), Stopwatch.StartNew());
            var history = search.Run(beginnings);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{search.States} states, {search.Steps} steps, {passes.Count} passes, {time.Elapsed.TotalSeconds:0.0} seconds"));
            return history;
        }
    }
}
