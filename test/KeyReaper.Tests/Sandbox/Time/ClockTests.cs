namespace KeyReaper.Tests.Sandbox.Time;

public sealed class ClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly SandboxClock clock = SandboxClock.Frozen();

    [Fact]
    public void A_frozen_clock_stands_where_it_was_put()
    {
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero));
        var before = clock.GetTimestamp();

        clock.Advance(Hour);

        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.Zero));
        clock.GetElapsedTime(before).ShouldBe(Hour);
    }

    [Fact]
    public void A_clock_goes_back_only_when_it_is_turned_back()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(-Hour));

        clock.TurnBack(Hour);

        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 1, 5, 5, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_delay_ends_when_the_clock_passes_it_and_not_before()
    {
        var delay = Task.Delay(Hour, clock);

        clock.Advance(Hour - TimeSpan.FromTicks(1));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromTicks(1));
        delay.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_time_out_cancels_when_the_clock_passes_it()
    {
        using var timeout = new CancellationTokenSource(Hour, clock);
        using var disposed = new CancellationTokenSource(Hour, clock);
        var token = disposed.Token;
        disposed.Dispose();

        clock.Advance(Hour);

        timeout.IsCancellationRequested.ShouldBeTrue();
        token.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_and_periodic_ones_as_often_as_they_are_passed()
    {
        var fired = new List<string>();
        using var late = clock.CreateTimer(_ => fired.Add("late"), null, 3 * Hour, Timeout.InfiniteTimeSpan);
        using var each = clock.CreateTimer(_ => fired.Add("each"), null, Hour, 2 * Hour);
        using var early = clock.CreateTimer(_ => fired.Add("early"), null, Hour / 2, Timeout.InfiniteTimeSpan);

        clock.Advance(5 * Hour);

        fired.ShouldBe(["early", "each", "late", "each", "each"]);
    }

    [Fact]
    public void A_timer_set_anew_forgets_its_old_time()
    {
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, Hour, Timeout.InfiniteTimeSpan);

        timer.Change(3 * Hour, Timeout.InfiniteTimeSpan).ShouldBeTrue();
        clock.Advance(2 * Hour);
        fired.ShouldBe(0);
        clock.Advance(Hour);
        fired.ShouldBe(1);

        timer.Dispose();
        timer.Change(Hour, Hour).ShouldBeFalse();
        clock.Advance(2 * Hour);
        fired.ShouldBe(1);
    }

    [Fact]
    public void A_running_clock_goes_on_with_its_source_and_can_be_moved_besides()
    {
        var running = SandboxClock.Running(SandboxClock.DefaultStart.AddYears(1), real: clock);

        clock.Advance(Hour);
        running.Advance(Hour);

        running.GetUtcNow().ShouldBe(SandboxClock.DefaultStart.AddYears(1) + (2 * Hour));
    }

    [Fact]
    public void A_running_clock_s_timers_fire_as_its_source_goes_on_or_as_it_is_moved()
    {
        var running = SandboxClock.Running(real: clock);
        var (first, second, third) = (Task.Delay(Hour, running), Task.Delay(2 * Hour, running), Task.Delay(4 * Hour, running));

        clock.Advance(Hour + TimeSpan.FromMilliseconds(1));
        (first.IsCompleted, second.IsCompleted).ShouldBe((true, false));
        running.Advance(Hour);
        (second.IsCompleted, third.IsCompleted).ShouldBe((true, false));
        clock.Advance(2 * Hour);
        third.IsCompleted.ShouldBeTrue();
    }
}
