namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What a day makes of a key, when nothing more happens.</summary>
/// <param name="unused">The longest unused period of all conditions, in seconds; and so on.</param>
internal sealed class NextDay(int unused, int grace, int pause)
{
    private const int LongAgo = -1_000 * Moments.Day;

    // What was at that time or before is over for each of them.
    private readonly int old = -(Math.Max(unused, Math.Max(grace, pause)) + Moments.Day);

    /// <summary>The key a day later, and IAM tells of the uses that it had not told of.</summary>
    public static KeyState Later(KeyState state)
    {
        if (!state.Told.Exists) return default;

        var (told, truth) = (state.Told, state.Truth);
        var used = told.Used - Moments.Day;
        if (state.Untold is { } untold) used = Math.Max(untold - Moments.Day, used ?? int.MinValue);
        return new(
            told with { Created = told.Created - Moments.Day, Used = used, Tag = told.Tag is { } tag ? tag with { Since = tag.Since - Moments.Day, Seen = tag.Seen - Moments.Day } : null },
            null,
            truth with
            {
                OnSince = truth.OnSince - Moments.Day,
                LongOn = truth.LongOn is { } stretch ? new(stretch.From - Moments.Day, stretch.To - Moments.Day) : null,
                ListedActive = truth.ListedActive - Moments.Day,
                Unused = null,
                WronglyOff = truth.WronglyOff || used > truth.Unused - Moments.Day, // nobody can use it later than that
                BackOn = truth.BackOn - Moments.Day,
            });
    }

    /// <summary>
    /// One and the same of all that can never be told apart again: a time that is out of reach of every period counts only for what it was before or
    /// after.
    /// </summary>
    public KeyState Merged(KeyState state)
    {
        if (!state.Told.Exists) return default;

        var told = state.Told;
        if (told.Created <= -unused) told = told with { Created = LongAgo };
        if (told.SaysInactive) return new(Inactive(told, told.Tag!.Value), null, Merged(state.Truth, told));

        if (told.Used <= -unused) told = told with { Used = null };
        if (told.Tag is { } tag && tag.Since <= -unused) told = told with { Tag = tag with { Since = LongAgo, Seen = LongAgo } };
        return new(told, null, Merged(state.Truth, told));
    }

    private Told Inactive(Told told, Memory tag)
    {
        var contradicts = told.Used > (tag.Unused ?? tag.Since);
        var used = told.Used <= -unused && !contradicts ? null : told.Used;

        // How far back the days without a use have to reach matters only to a use told by now: whatever is used from here on, is used later.
        int? days = tag.UnusedDays is null ? null : used > tag.Unused ? Math.Max(1, ((tag.Since - used.Value) / Moments.Day) + 1) : 1;
        var since = Math.Max(tag.Since, old);
        var seen = tag.Seen < -pause ? since : tag.Seen;
        if (tag.Since > old) return told with { Used = used, Tag = new(tag.State, since, seen, days) };

        if (used <= -unused) used = used <= tag.Since ? since : used <= tag.Since + Moments.Hour ? since + (Moments.Hour / 2) : since + (2 * Moments.Hour);
        return told with { Used = used, Tag = new(tag.State, since, seen, days is null ? null : 1) };
    }

    /// <summary>A key is deleted a full grace period after the time of its tag at the earliest, which is judged by itself: what was before that time can no longer make it wrong.</summary>
    private Truth Merged(Truth truth, Told told)
    {
        if (!told.SaysInactive) return truth with { OnSince = truth.OnSince is null ? null : LongAgo, LongOn = null, ListedActive = null, BackOn = Back(truth), WasTurnedOn = false, Phantom = false };

        var since = told.Tag!.Value.Since;
        return truth with
        {
            OnSince = truth.OnSince is { } on ? Math.Max(Math.Max(on, since), old) : null,
            LongOn = truth.LongOn is { } stretch && stretch.To > -grace && stretch.Within(Math.Max(since, old), stretch.To) > pause ? stretch with { From = Math.Max(Math.Max(stretch.From, since), old) } : null,
            ListedActive = truth.ListedActive > -grace && truth.ListedActive > since ? truth.ListedActive : null,
            BackOn = Back(truth),
        };
    }

    private int? Back(Truth truth) => truth.BackOn > -unused ? truth.BackOn : null;
}
