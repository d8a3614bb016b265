using KeyReaper.Rules;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What must be true of a pass over a key, whatever happened before. Only what no look could have seen is excused.</summary>
internal static class Judgement
{
    /// <returns>What the pass did wrong; null if nothing.</returns>
    /// <param name="look">The key when the pass first looked at it.</param>
    /// <param name="part">What the pass did to it.</param>
    /// <param name="conditions">The pass's settings.</param>
    public static string? OnPass(KeyState look, Part part, Conditions conditions) =>
        OnDeletion(look.Truth, part.Noted, conditions)
        ?? OnDeactivation(look, part.Noted, conditions)
        ?? OnTelling(look, part)
        ?? (part.Noted.TriedInVain ? "a tag was to be written for which there was no room" : null);

    /// <summary>What is due is done in the first pass that nothing disturbs.</summary>
    /// <returns>What was due; null if nothing was, or it was done.</returns>
    /// <param name="look">The key when the pass first looked at it.</param>
    /// <param name="after">What IAM reports when the pass is over.</param>
    /// <param name="conditions">The pass's settings.</param>
    public static string? OnDuty(Told look, Told after, Conditions conditions) => look switch
    {
        { Exists: false } or { Exempt: true } => null,
        { Active: true, SaysInactive: true } => null, // OnMemory
        { Active: true } when Math.Max(look.Created, Math.Max(look.Used ?? int.MinValue, look.Tag is { State: ClockState.Active } tag ? tag.Since : int.MinValue)) > -conditions.Unused => null,
        { Active: true } => after.Active ? "it was due to be deactivated" : null,
        _ when IsWatched(look, conditions) && -look.Tag!.Value.Since >= conditions.Grace => after.Exists ? "it was due to be deleted" : null,
        _ => null,
    };

    /// <summary>What has to be recorded is recorded after a pass that nothing disturbs.</summary>
    /// <returns>What was not recorded; null if all was. The parameters are as above.</returns>
    public static string? OnMemory(Told look, Told after, Conditions conditions) => look switch
    {
        { Exists: false } or { Exempt: true } => null,
        { Active: true, SaysInactive: true } => after.Tag is { State: ClockState.Active, Since: >= Moments.Look } ? null : "nothing on record says that it was turned back on",
        { Active: false, SaysInactive: false } => after.Tag is { State: ClockState.Inactive, Since: >= Moments.Look } ? null : "nothing on record says that it was found inactive",
        { Active: false } when IsWatched(look, conditions) && after.Exists => -after.Tag!.Value.Seen <= conditions.Pause / 3 ? null : "nothing on record says that it still is inactive",
        _ => null,
    };

    /// <summary>Whether it is inactive and on its way to deletion.</summary>
    private static bool IsWatched(Told look, Conditions conditions) =>
        look is { Active: false, SaysInactive: true, Tag: { } tag } && conditions.Policy.DeleteKeys && -tag.Seen <= conditions.Pause && !(look.Used > (tag.Unused ?? tag.Since));

    private static string? OnDeletion(Truth truth, Noted noted, Conditions conditions)
    {
        if (noted.Deleted is not { } at) return null;
        var begin = at - conditions.Grace;
        return noted switch
        {
            { ActiveWhenRead: true } => "an active key was deleted",
            { ExemptWhenRead: true } => "an exempt user's key was deleted",
            _ when noted.TagAtEffect is not { State: ClockState.Inactive } => "a key was deleted that was not on record as inactive",
            _ when noted.TagAtEffect.Value.Since > begin => "a key was deleted that was not on record as inactive for a full grace period",
            _ when noted.UsedWhenRead > begin => "a key was deleted that was used within the grace period before, as IAM told",
            _ when truth.ListedActive > begin => "a key was deleted that a pass had listed as Active within the grace period before",
            _ when truth.LongOn?.Within(begin, at) > conditions.Pause => "a key was deleted that was on for longer than the longest pause within the grace period before",
            _ when truth.WronglyOff => "a key was deleted that was in use when it was deactivated, as IAM told",
            _ => null,
        };
    }

    private static string? OnDeactivation(KeyState look, Noted noted, Conditions conditions) => noted switch
    {
        { Deactivated: null } => null,
        { ExemptWhenRead: true } => "an exempt user's key was deactivated",
        _ when Math.Max(noted.UsedWhenRead ?? int.MinValue, look.Told.Created) > -conditions.Unused => "a key in use was deactivated",
        _ when look.Truth.BackOn > -conditions.Unused => "a key was deactivated that somebody had turned back on within the unused period",
        _ when noted.TagAtEffect is not { State: ClockState.Inactive, Since: >= Moments.Look } tag || tag.UnusedDays * Moments.Day != conditions.Unused => "a key was deactivated without a record of it",
        _ => null,
    };

    private static string? OnTelling(KeyState look, Part part)
    {
        var noted = part.Noted;
        var counted = noted.Recorded && noted.TimesReactivated > (look.Told.Tag is { State: ClockState.Active } ? 1 : 0);
        return (noted.ToldTurnedOn || counted) && part.Meanwhile.Deed is not Deed.TurnsOn && look.Truth is { WasTurnedOn: false, Phantom: false } ? "a key is told to be turned back on that nobody turned on" : null;
    }
}
