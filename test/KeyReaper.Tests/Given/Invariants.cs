using System.Text.Json;

namespace KeyReaper.Tests.Given;

/// <summary>What KeyReaper must never do, whatever happens around it: README's table. The last one compares passes, see <see cref="Sweeps.Ends"/>.</summary>
internal enum Invariant
{
    NoActiveKeyIsDeleted = 1,
    NoKeyIsDeletedThatWasNotWatchedThroughAFullGracePeriod,
    NoKeyInUseIsDeactivated,
    NothingElseIsTouched,
    WhatWasNotReadIsNotActedOn,
    DryRunChangesNothing,
    AboveTheBrakeNoneIsDone,
    EveryActIsTold,
    RepeatingDoesNoMore,
}

internal sealed record Violation(Invariant Invariant, Deed? Deed, string What)
{
    public override string ToString() => $"{Invariant}: {What} ({Deed})";
}

/// <summary>
/// Judges a history by the invariants alone, without knowing how KeyReaper decides. An act is compared with the truth at the moment when KeyReaper last
/// looked: IAM has no conditional calls, so nobody can prevent what a person does between that look and the act.
/// </summary>
internal static class Invariants
{
    public static IReadOnlyList<Violation> Broken(History history)
    {
        var deeds = history.Deeds;
        return
        [
            .. deeds.Where(deed => deed.IsChange && deed.Pass.Number > 0).SelectMany(deed => Judge(history, deeds, deed)),
            .. history.Passes.SelectMany(pass => Judge(pass, [.. deeds.Where(deed => deed.Pass == pass)])),
        ];
    }

    public static void ShouldHold(this History history, string when)
    {
        if (Broken(history) is { Count: > 0 } broken)
            Assert.Fail($"{when}\n{string.Join('\n', broken)}\n\n{string.Join('\n', history.Deeds)}");
    }

    private static IEnumerable<Violation> Judge(History history, IReadOnlyList<Deed> deeds, Deed act)
    {
        var soFar = deeds.Take(act.Order).Where(deed => deed.Pass == act.Pass).ToArray();
        return
        [
            .. Inventory(soFar, act),
            .. act.Pass.Rules.DryRun ? [new Violation(Invariant.DryRunChangesNothing, act, "a dry run changed something")] : Array.Empty<Violation>(),
            .. act.Action switch
            {
                "UpdateAccessKey" => Deactivation(new(soFar, act), act),
                "DeleteAccessKey" => Deletion(new(soFar, act), act, new(history, act)),
                "TagUser" => Record(soFar, act),
                "UntagUser" => Forgetting(soFar, act),
                _ => [new(Invariant.NothingElseIsTouched, act, "no business of KeyReaper's")],
            },
        ];
    }

    private static IEnumerable<Violation> Inventory(Deed[] soFar, Deed act)
    {
        var walked = soFar.LastOrDefault(deed => deed.Action is "ListUsers");
        if (walked is { Answered: false } || (walked is null && !soFar.Any(deed => deed is { Action: "GetCredentialReport", Answered: true })))
            yield return new(Invariant.WhatWasNotReadIsNotActedOn, act, "the list of users is not whole");
    }

    private static IEnumerable<Violation> Deactivation(LastLook look, Deed act)
    {
        foreach (var violation in Touching(look, act)) yield return violation;

        if (act.Call["Status"] != "Inactive") yield return new(Invariant.NothingElseIsTouched, act, "it is not a deactivation");
        if (look.LastUse is { User: { } user } read && user.Key(act.KeyId) is { } key && read.At - key.LastSign < act.Pass.Rules.UnusedPeriod)
            yield return new(Invariant.NoKeyInUseIsDeactivated, act, $"the key was used or made on {key.LastSign:u}");
        if (look.Tags?.User is { } tagged && tagged.Tags.GetValueOrDefault(Deed.TagPrefix + act.KeyId) is { } value && Said.In(value) is { Inactive: true } said && said.CanBe(tagged.Key(act.KeyId)?.Created, look.Tags.At))
            yield return new(Invariant.NoKeyInUseIsDeactivated, act, $"somebody has turned the key back on: on record was {said}");
    }

    private static IEnumerable<Violation> Deletion(LastLook look, Deed act, Deletion deletion)
    {
        foreach (var violation in Touching(look, act)) yield return violation;

        if (look.Last?.User?.Key(act.KeyId) is { Status: not "Inactive" and var status })
            yield return new(Invariant.NoActiveKeyIsDeleted, act, $"the key was {status}");
        foreach (var fault in deletion.Faults(look.LastUse?.User?.Key(act.KeyId)?.LastUsed))
            yield return new(Invariant.NoKeyIsDeletedThatWasNotWatchedThroughAFullGracePeriod, act, fault);
    }

    /// <summary>What has to be true before any change to a key.</summary>
    private static IEnumerable<Violation> Touching(LastLook look, Deed act)
    {
        if (look.Tags is not { Answered: true }) yield return new(Invariant.WhatWasNotReadIsNotActedOn, act, "the user's tags were not read right before it");
        if (look.Keys is not { Answered: true }) yield return new(Invariant.WhatWasNotReadIsNotActedOn, act, "the user's keys were not listed right before it");
        if (look.LastUse is not { Answered: true }) yield return new(Invariant.WhatWasNotReadIsNotActedOn, act, "the key's last use was not read right before it");

        if (look.Keys?.User is { } user && user.Key(act.KeyId) is null) yield return new(Invariant.NothingElseIsTouched, act, $"{user.Name} has no such key");
        if (look.Tags is { User: { } tagged, At: var at } && Exempting.Reason(tagged, act.KeyId, act.Pass.Rules, at) is { } why) yield return new(Invariant.NothingElseIsTouched, act, $"{tagged.Name} is exempt: {why}");
    }

    private static IEnumerable<Violation> Record(Deed[] soFar, Deed act)
    {
        var listed = soFar.LastOrDefault(deed => deed.Action is "ListAccessKeys" && deed.UserName == act.UserName);
        var tags = soFar.LastOrDefault(deed => deed.Action is "GetUser" && deed.UserName == act.UserName);

        if (act.KeyId is null || listed?.User?.Key(act.KeyId) is null || act.Call["Tags.member.2.Key"] is not null || (Said.By(act) is null && !Recording.IsPutBack(soFar, act)))
            yield return new(Invariant.NothingElseIsTouched, act, "not a tag of KeyReaper's for a key of that user");
        if (listed is not { Answered: true } || tags is not { Answered: true })
            yield return new(Invariant.WhatWasNotReadIsNotActedOn, act, "the user's keys or tags were not read");
        if (tags?.User is { } user && Exempting.Reason(user, act.KeyId, act.Pass.Rules, tags.At) is { } why)
            yield return new(Invariant.NothingElseIsTouched, act, $"{user.Name} is exempt: {why}");
        foreach (var fault in Recording.Faults(soFar, act))
            yield return new(Invariant.NoKeyIsDeletedThatWasNotWatchedThroughAFullGracePeriod, act, fault);
    }

    private static IEnumerable<Violation> Forgetting(Deed[] soFar, Deed act)
    {
        var listed = soFar.LastOrDefault(deed => deed.Action is "ListAccessKeys" && deed.UserName == act.UserName);
        var deleted = soFar.Any(deed => deed.Action is "DeleteAccessKey" && deed.KeyId == act.KeyId);

        if (act.KeyId is null || act.Call["TagKeys.member.2"] is not null || (!deleted && listed?.User?.Key(act.KeyId) is not null && !Recording.IsPutBack(soFar, act)))
            yield return new(Invariant.NothingElseIsTouched, act, "not the tag of a key that is gone");
        if (listed is not { Answered: true }) yield return new(Invariant.WhatWasNotReadIsNotActedOn, act, "the user's keys were not listed");
    }

    private static IEnumerable<Violation> Judge(Pass pass, Deed[] deeds)
    {
        Deed[] acts = [.. deeds.Where(deed => deed.IsChange)];
        var deactivations = acts.Where(act => act.Action is "UpdateAccessKey").DistinctBy(act => act.KeyId).Count();
        var deletions = acts.Where(act => act.Action is "DeleteAccessKey").DistinctBy(act => act.KeyId).Count();
        if (deactivations > pass.Rules.MaxDeactivations || deletions > pass.Rules.MaxDeletions)
            yield return new(Invariant.AboveTheBrakeNoneIsDone, acts[^1], $"{deactivations} deactivations and {deletions} deletions");

        foreach (var (deed, what) in Recording.Faults(pass, deeds))
            yield return new(Invariant.NoKeyIsDeletedThatWasNotWatchedThroughAFullGracePeriod, deed, what);

        foreach (var act in acts.Where(act => !pass.Sent.Any(message => Tells(message.Message, act)) && !Tells(pass.Log, act)))
            yield return new(Invariant.EveryActIsTold, act, "neither report nor log has it");
        if (pass.Sent.Count == 0 && !pass.Failed && acts.Length > 0) yield return new(Invariant.EveryActIsTold, acts[0], "no report went out, and the pass did not fail");

        foreach (var message in pass.Sent)
        {
            using var json = JsonDocument.Parse(message.BodyFor("sqs"));
            var keys = json.RootElement.GetProperty("keys").EnumerateArray().ToArray();
            int Due(string verdict) => keys.Count(key => Text(key, "act") == verdict);

            var (tooManyDeactivations, tooManyDeletions) = (Due("deactivate") > pass.Rules.MaxDeactivations, Due("delete") > pass.Rules.MaxDeletions);
            if ((tooManyDeactivations && deactivations > 0) || ((tooManyDeactivations || tooManyDeletions) && deletions > 0))
                yield return new(Invariant.AboveTheBrakeNoneIsDone, acts[^1], "more were due, as the report says");
            if (keys.Any(key => Text(key, "act") is "start-grace" or "record-reactivation" && Text(key, "result") is "withheld") && !deeds.Any(deed => deed is { Action: "TagUser", IsChange: false }))
                yield return new(Invariant.AboveTheBrakeNoneIsDone, null, "records were withheld, though nothing forbade them");
            if (!pass.Failed && keys.Any(key => Text(key, "result") is "failed" or "not-attempted" or "withheld" or "done-unrecorded" || Text(key, "reason") is "unknown" or "no-room"))
                yield return new(Invariant.EveryActIsTold, null, "the pass did less than planned and did not fail");
        }
    }

    private static bool Tells(string text, Deed act) => text.Contains(act.KeyId ?? act.UserName ?? "-", StringComparison.Ordinal);

    private static string? Text(JsonElement element, string property) => element.TryGetProperty(property, out var value) ? value.GetString() : null;

    /// <summary>What a pass read about a key between its previous change of anything and an act. The last attempt of each kind counts.</summary>
    private sealed class LastLook(Deed[] soFar, Deed act)
    {
        private readonly Deed[] reads =
        [
            .. soFar.Skip(1 + Array.FindLastIndex(soFar, deed => deed.IsChange && !IsPartOf(deed, act)))
                .Where(deed => deed.IsRead && deed.UserName == act.UserName),
        ];

        public Deed? Last => reads.LastOrDefault();
        public Deed? Tags => reads.LastOrDefault(deed => deed.Action is "GetUser");
        public Deed? Keys => reads.LastOrDefault(deed => deed.Action is "ListAccessKeys");
        public Deed? LastUse => reads.LastOrDefault(deed => deed.Action is "GetAccessKeyLastUsed" && deed.KeyId == act.KeyId);

        /// <summary>Whether the call belongs to the act: an earlier try, or the record before it.</summary>
        private static bool IsPartOf(Deed deed, Deed act) =>
            deed.KeyId == act.KeyId && (deed.Action == act.Action || (act.Action is "UpdateAccessKey" && deed.Action is "TagUser"));
    }
}
