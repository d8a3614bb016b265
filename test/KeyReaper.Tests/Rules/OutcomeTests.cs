using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

public class OutcomeTests
{
    private static Outcome Of(string result) => new(new(A.Key, Verdict.DeactivateUnused()), Enum.Parse<Result>(result));

    [Theory]
    [InlineData(nameof(Result.NotAttempted), false)]
    [InlineData(nameof(Result.Rehearsed), false)]
    [InlineData(nameof(Result.Withheld), false)]
    [InlineData(nameof(Result.Done), true)]
    [InlineData(nameof(Result.DoneUnrecorded), true)]
    [InlineData(nameof(Result.ChangedMeanwhile), false)]
    [InlineData(nameof(Result.GoneAlready), false)]
    [InlineData(nameof(Result.Failed), false)]
    public void Only_what_was_done_took_effect_recorded_or_not(string result, bool tookEffect) => Of(result).TookEffect.ShouldBe(tookEffect);

    [Theory]
    [InlineData(nameof(Result.NotAttempted), true)]
    [InlineData(nameof(Result.Rehearsed), false)]
    [InlineData(nameof(Result.Withheld), true)]
    [InlineData(nameof(Result.Done), false)]
    [InlineData(nameof(Result.DoneUnrecorded), true)]
    [InlineData(nameof(Result.ChangedMeanwhile), false)]
    [InlineData(nameof(Result.GoneAlready), false)]
    [InlineData(nameof(Result.Failed), true)]
    public void What_was_planned_and_not_fully_done_makes_the_pass_fall_short_unless_there_was_nothing_to_do(string result, bool fellShort) =>
        Of(result).FellShort.ShouldBe(fellShort);
}
