using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Model;

/// <summary>What must never happen, call by call, numbered like the invariants in README. Judged by the account as it is at that moment.</summary>
internal static class Safety
{
    private static readonly string[] Reads =
        ["ListAccountAliases", "GenerateCredentialReport", "GetCredentialReport", "ListUsers", "GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "Publish"];

    public static IEnumerable<string> Objections(SandboxCall call, PassRecord pass, Scene scene)
    {
        if (Reads.Contains(call.Action)) return [];

        var written = Written.By(call);
        var isPutBack = written is not null && pass.IsPutBack(written);
        var id = call.Action is "UpdateAccessKey" or "DeleteAccessKey" ? call.AccessKeyId : written is { Value: null } or { Record: not null } || isPutBack ? written!.AccessKeyId : null;
        if (id is null) return [$"4: {call} is no act on a key or its tag"];

        pass.TriedLate?.Add(id);
        var key = scene.FactsOf(id);
        return
        [
            .. OnUser(call, id, key, pass),
            .. OnReading(call, id, pass),
            .. (call.Action, key) switch
            {
                _ when isPutBack => [],
                ("UpdateAccessKey", { } found) => OnDeactivating(call, found, pass, scene),
                ("DeleteAccessKey", { Status: not null } found) => OnDeleting(found, pass, scene),
                ("TagUser", _) => OnRecording(call, key, pass, scene),
                ("UntagUser", _) => OnForgetting(call, key, scene),
                _ => [], // already gone, so it has no effect
            },
        ];
    }

    private static IEnumerable<string> OnUser(SandboxCall call, string id, Facts? key, PassRecord pass)
    {
        if (!pass.Live) yield return $"6: a dry run tried {call}";
        if (pass.TriedLate is { Count: > 1 } late) yield return $"8: after its time was up, the pass went on to {string.Join(" and ", late)}";
        if (pass.MustRest) yield return $"9: a repeated pass tried {call}";
        if (key is not null && key.User != call.UserName && !pass.Disturbed.Contains(call.UserName)) yield return $"4: {call} is about a key of {key.User}";
        if (pass.FoundOf(id) is { Exempt: true } found && found.User == call.UserName) yield return $"4: {call} is about an exempt key";
        if (call.Action == "DeleteAccessKey" && key is { Exempt: true } && key.User == call.UserName) yield return $"4: {call} is about a key exempt by now";
    }

    private static IEnumerable<string> OnReading(SandboxCall call, string id, PassRecord pass)
    {
        if (pass.AllTold.Any(told => told is { Action: "ListUsers", Well: false })) yield return $"5: {call} though the users could not all be listed";
        if (!pass.WasRead("GetUser", call.UserName)) yield return $"5: {call} without the user's path and tags";
        if (!(call.Action == "UntagUser" ? pass.WasRead("ListAccessKeys", call.UserName) : pass.LastTold("ListAccessKeys", call.UserName) is { Well: true })) yield return $"5: {call} without the user's keys";
        if (call.Action is "UpdateAccessKey" or "DeleteAccessKey" && pass.LastTold("GetAccessKeyLastUsed", null, id) is not { Well: true }) yield return $"5: {call} without the key's last use";
    }

    private static IEnumerable<string> OnDeactivating(SandboxCall call, Facts key, PassRecord pass, Scene scene)
    {
        var (now, unused, id) = (scene.Now, pass.Terms.Unused, key.AccessKeyId);
        if (call["Status"] != "Inactive") yield return $"4: {call} sets the status {call["Status"]}";
        if (key.Created + unused > now) yield return $"3: {call} on a key made {key.Created:u}";
        if (key.Told + unused > now) yield return $"3: {call} on a key used {key.Told:u}";
        if (scene.Promises.TryGetValue(id, out var turnedOn) && turnedOn + unused > now) yield return $"3: {call} on a key that somebody turned back on {turnedOn:u}";
        if (pass.Disturbed.Contains(call.UserName)) yield break;

        if (key.Record is not { Inactive: true } record || record.Since < pass.Start || record.UnusedPeriod != unused) yield return $"2: {call}, and on record is {key.Record}";
        if (pass.FoundOf(id)?.WasTurnedOn(pass.Start) is true) yield return $"3: {call} on a key on record as inactive, which somebody has turned back on";
    }

    private static IEnumerable<string> OnDeleting(Facts key, PassRecord pass, Scene scene)
    {
        var (now, id) = (scene.Now, key.AccessKeyId);
        if (key.Status != "Inactive") yield return $"1: {id} is {key.Status} and about to be deleted";
        if (!pass.Terms.DeleteKeys) yield return $"2: {id} is about to be deleted though deletion is off";

        if (key.Record is { Forged: true } forged)
        {
            // Counts like a true record, except where a use or a look shows that it is wrong.
            if (!forged.Inactive || forged.Since + pass.Terms.Grace > now || key.Told > forged.Since) yield return $"2: {id} is about to be deleted, its record being {forged}, its last use {key.Told:u}";
            if (scene.LooksAt(id).Any(look => look.Active)) yield return $"2: {id} is about to be deleted, and was listed as Active after its record {forged} was forged";
            yield break;
        }

        var start = now - pass.Terms.Grace;
        var pause = scene.Passes.Where(one => one.Start >= start).Append((pass.Start, pass.Terms.Pause)).Max(one => one.Pause);
        foreach (var fault in new GracePeriod(now, pass.Terms.Grace, pause).Faults(scene.LooksAt(id).Concat(pass.Seen.Where(seen => seen.AccessKeyId == id).Select(seen => seen.Look)), scene.KeyOf(id)!.History, key.Told, scene.Deactivations.GetValueOrDefault(id)))
            yield return $"2: {id} is about to be deleted: {fault}";
    }

    private static IEnumerable<string> OnRecording(SandboxCall call, Facts? key, PassRecord pass, Scene scene)
    {
        var (id, now) = (Written.By(call)!.AccessKeyId, scene.Now);
        var (said, record) = (Written.By(call)!.Value, Written.By(call)!.Record!);

        // If a person interfered, the record does no harm: no period can end by it before the next pass has read everything again.
        var meddled = pass.Disturbed.Contains(call.UserName);
        var found = meddled ? null : pass.FoundOf(id);
        if (key?.Record is { } former && record.GoesOn(former))
        {
            if (record.Seen == former.Seen) yield break; // only a second try
            if (record.Seen > now) yield return $"2: {call}: {said} on {now:u}, and on record is {former}";
            if (!meddled && key.Status != "Inactive") yield return $"2: {call}: {said}, and the key is {key.Status}";
            yield break;
        }

        if (record.Since < pass.Start || record.Since >= now.AddSeconds(1) || record.Seen != record.Since) yield return $"2: {call}: {said} while the pass runs at {pass.Start:u}";
        if (found is null) yield break;

        switch (record, key?.Status)
        {
            case ({ Inactive: false }, "Active"):
                if (!found.WasTurnedOn(pass.Start)) yield return $"2: {call}: {said}, and the key was not on record as inactive";
                if (scene.KeyOf(id)!.History.Last(one => one.What is not SandboxKeyChange.Used).What is SandboxKeyChange.Created && found.Record is not { Forged: true } and not { InVain: true })
                    yield return $"8: {call}: {said}, and nobody turned the key on";
                break;

            case ({ UnusedPeriod: not null }, "Active"):
                if (record.UnusedPeriod != pass.Terms.Unused || found.Due(pass.Terms, pass.Start) is not Duty.Deactivate) yield return $"2: {call}: {said}, and the key is not due";
                break;

            case ({ Inactive: true }, "Inactive"):
                var watch = found.Watch(pass.Start);
                if (watch is not null && !(found.Told > watch.Since) && pass.Start - watch.Seen <= pass.Terms.Pause) yield return $"9: {call}: {said}, and on record is {watch}";
                if (record.UnusedPeriod is not null && !(watch?.UnusedPeriod is { } unused && record.Since - record.UnusedPeriod <= watch.Since - unused)) yield return $"2: {call}: {said}, and on record is {watch}";
                break;

            default:
                yield return $"2: {call}: {said}, and the key is {key?.Status ?? "gone"}";
                break;
        }
    }

    private static IEnumerable<string> OnForgetting(SandboxCall call, Facts? key, Scene scene)
    {
        var tag = call["TagKeys.member.1"]!;
        if (key is { Status: not null }) yield return $"2: {tag} is removed, and the key is {key.Status}";
        if (key is null && scene.UserOf(call.UserName!)?.Tags.ContainsKey(tag) is true) yield return $"4: {tag} is removed, and it is not in our form";
    }
}
