namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>How a key's state changes from one day to the next.</summary>
/// <param name="unused">The longest unused period of all conditions, in seconds; the next ones likewise.</param>
internal sealed class NextDay(int unused, int grace, int pause)
{
    private const int LongAgo = -1_000 * Moments.Day;

    // What happened at that time or earlier is outside every one of these periods.
    private readonly int old = -(Math.Max(unused, Math.Max(grace, pause)) + Moments.Day);

    /// <summary>The key a day later, when IAM reports uses that it had not reported before.</summary>
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
                WronglyOff = truth.WronglyOff || used > truth.Unused - Moments.Day, // nobody can have used it later than that
                BackOn = truth.BackOn - Moments.Day,
            });
    }

    /// <summary>
    /// Replaces all states that can never be distinguished again by a single one: of a time that is outside every period, only the order with respect to other
    /// times counts.
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

        // How far back the unused days must reach matters only for a use that is already reported: any future use is later.
        int? days = tag.UnusedDays is null ? null : used > tag.Unused ? Math.Max(1, ((tag.Since - used.Value) / Moments.Day) + 1) : 1;
        var since = Math.Max(tag.Since, old);
        var seen = tag.Seen < -pause ? since : tag.Seen;
        if (tag.Since > old) return told with { Used = used, Tag = new(tag.State, since, seen, days) };

        if (used <= -unused) used = used <= tag.Since ? since : used <= tag.Since + Moments.Hour ? since + (Moments.Hour / 2) : since + (2 * Moments.Hour);
        return told with { Used = used, Tag = new(tag.State, since, seen, days is null ? null : 1) };
    }

    /// <summary>Drops what happened before the time of the tag: a key is deleted a full grace period after that time at the earliest, which is judged separately.</summary>
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
