using KeyReaper.Rules;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What happens to a forgotten key on the usual schedules, if nobody disturbs it.</summary>
public class ScheduleTests
{
    private const string Daily = "MTWTFSS";
    private const string Weekdays = "MTWTF--";
    private const string Weekly = "M------";

    private const int Period = 30;

    [Theory]
    [InlineData(Daily, 8)]
    [InlineData(Weekdays, 8)]
    [InlineData(Weekly, 15)]
    public void A_forgotten_key_is_deactivated_and_deleted_in_the_first_pass_begun_when_it_is_due_whichever_pass_is_missed(string schedule, int longestPause)
    {
        var conditions = With(longestPause);
        using var passes = new Passes([], []);
        foreach (var story in from weekday in Enumerable.Range(0, 7) from missed in Enumerable.Range(-1, 100) from created in new[] { 0, -Moments.Day / 2 } select new Story(schedule, weekday, missed, created))
        {
            var (deactivated, deleted) = Play(story, conditions, passes);

            var due = story.Created + (Period * Moments.Day);
            deactivated.ShouldBe(story.FirstPassFrom(due), $"{story}");
            deleted.ShouldBe(story.FirstPassFrom(deactivated!.Value + Moments.FirstWrite + (Period * Moments.Day)), $"{story}");
        }
    }

    [Fact]
    public void A_weekly_schedule_without_a_missed_pass_is_watching_enough_by_default()
    {
        var conditions = With(longestPause: 8);
        using var passes = new Passes([], []);
        foreach (var weekday in Enumerable.Range(0, 7))
        {
            var story = new Story(Weekly, weekday, Missed: -1, Created: 0);

            var (deactivated, deleted) = Play(story, conditions, passes);

            deleted.ShouldBe(story.FirstPassFrom(deactivated!.Value + Moments.FirstWrite + (Period * Moments.Day)), $"{story}");
        }
    }

    [Fact]
    public void A_weekly_schedule_that_misses_a_pass_starts_the_grace_period_anew_by_default_with_the_next()
    {
        var conditions = With(longestPause: 8);
        using var passes = new Passes([], []);
        foreach (var weekday in Enumerable.Range(0, 7))
        {
            var whole = new Story(Weekly, weekday, Missed: -1, Created: 0);
            var deactivated = Play(whole, conditions, passes).Deactivated!.Value;
            var story = whole with { Missed = (deactivated / Moments.Day) + 7 };

            var deleted = Play(story, conditions, passes).Deleted;

            deleted.ShouldBe(story.FirstPassFrom(deactivated + (14 * Moments.Day) + Moments.FirstWrite + (Period * Moments.Day)), $"{story}");
        }
    }

    private static Conditions With(int longestPause) => new(new Policy { LongestPause = TimeSpan.FromDays(longestPause) });

    private static (int? Deactivated, int? Deleted) Play(Story story, Conditions conditions, Passes passes)
    {
        var key = KeyState.New(active: true, story.Created);
        int? deactivated = null;
        for (var day = 0; day < 200; day++)
        {
            if (story.HasPass(day))
            {
                var part = passes.Of(key.Told, default, conditions)[0].First;
                if (part.Noted.Deactivated is not null) deactivated = day * Moments.Day;
                if (part.Noted.Deleted is not null) return (deactivated, day * Moments.Day);
                key = key.After(part, conditions, conditions.Pause);
            }

            key = NextDay.Later(key);
        }

        return (deactivated, null);
    }

    /// <param name="Schedule">A character for each day of the week; - stands for no pass.</param>
    /// <param name="Weekday">The day of the week on which the story begins.</param>
    /// <param name="Missed">The day on which there is no pass after all.</param>
    /// <param name="Created">When the key was created, in seconds from the time when the first day's pass looks.</param>
    private sealed record Story(string Schedule, int Weekday, int Missed, int Created)
    {
        public bool HasPass(int day) => day != Missed && Schedule[(day + Weekday) % 7] != '-';

        /// <summary>When the first pass begins at that time or later.</summary>
        public int FirstPassFrom(int second) => Moments.Day * Enumerable.Range(0, 1_000).First(day => day * Moments.Day >= second && HasPass(day));
    }
}
