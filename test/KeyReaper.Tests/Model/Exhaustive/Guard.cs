using Amazon.IdentityManagement.Model;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>The guards that keep KeyReaper from deleting and deactivating wrongly.</summary>
public enum Guard
{
    /// <summary>A key that no pass looked at for longer than the longest pause was not watched.</summary>
    LongestPause,

    /// <summary>A use that IAM reports only after the deactivation shows that the key was in use after all.</summary>
    LateUse,

    /// <summary>The facts behind an act are read again right before it.</summary>
    SecondLook,

    /// <summary>Without room for a tag, nothing is done.</summary>
    Room,

    /// <summary>What could not be recorded first is not done.</summary>
    RecordBeforeEffect,
}

/// <summary>Versions of IAM that mislead KeyReaper so that one guard has no effect, as if it did not exist.</summary>
internal static class Guards
{
    public static SmallIam Without(this SmallClock clock, Guard guard) => guard switch
    {
        Guard.LongestPause => new NeverLapsing(clock),
        Guard.LateUse => new HidingLateUse(clock),
        Guard.SecondLook => new TellingTheSameAgain(clock),
        Guard.Room => new HidingOtherTags(clock),
        Guard.RecordBeforeEffect => new PassingOverRefusal(clock),
        _ => throw new ArgumentOutOfRangeException(nameof(guard), guard, "There is no such guard."),
    };

    private sealed class NeverLapsing(SmallClock clock) : SmallIam(clock)
    {
        private const int Pause = 2 * Moments.Day; // the shortest that can count, and more than half of the grace periods used here

        protected override Told Shown(int key) => Keys[key] is { SaysInactive: true, Tag: { } tag } told ? told with { Tag = tag with { Seen = Math.Max(tag.Seen, Moments.Look - Pause) } } : Keys[key];
    }

    private sealed class HidingLateUse(SmallClock clock) : SmallIam(clock)
    {
        protected override Told Shown(int key) => Keys[key] is { SaysInactive: true, Tag: { } tag } told && told.Used > tag.Unused && told.Used <= tag.Since + Moments.Hour ? told with { Used = null } : Keys[key];
    }

    private sealed class TellingTheSameAgain(SmallClock clock) : SmallIam(clock)
    {
        private (Told First, Told Second) before;

        public override void Begin((Told First, Told Second) keys, Mishap mishap, Meanwhile person)
        {
            before = keys;
            base.Begin(keys, mishap, person);
        }

        protected override Told Shown(int key) => key == 0 ? before.First : before.Second;
    }

    private class HidingOtherTags(SmallClock clock) : SmallIam(clock)
    {
        protected override IEnumerable<Tag> OtherTags(int others) => [];
    }

    private sealed class PassingOverRefusal(SmallClock clock) : HidingOtherTags(clock)
    {
        protected override Task<TagUserResponse> RefuseForWantOfRoom(int key) => Answer(new TagUserResponse());
    }
}
