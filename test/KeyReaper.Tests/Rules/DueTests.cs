using KeyReaper.Rules;

namespace KeyReaper.Tests.Rules;

public class DueTests
{
    private static readonly DateOnly First = new(2026, 12, 1);
    private static readonly Due[] FiftyDays = [.. Enumerable.Range(0, 50).Select(day => new Due(First.AddDays(day), day, 1))];

    [Fact]
    public void What_falls_due_on_one_day_is_added_up() =>
        Due.Sum([new(First.AddDays(1), 1, 0), new(First, 2, 1), new(First.AddDays(1), 3, 4), new(First.AddDays(1), 0, 2)]).ShouldBe([new(First, 2, 1), new(First.AddDays(1), 4, 6)]);

    [Fact]
    public void The_soonest_forty_days_are_listed()
    {
        Due.Sum(FiftyDays.Reverse()).ShouldBe(FiftyDays[..40]);
        new Outlook(FiftyDays, []).Soonest.ShouldBe(FiftyDays[..40]);
    }
}
