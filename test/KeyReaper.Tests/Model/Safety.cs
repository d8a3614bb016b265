using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

/// <summary>What must not be, call by call, under the numbers of the invariants in README. Judged by the account as it is at that moment.</summary>
internal static class Safety
{
    private static readonly string[] Reads =
        ["ListAccountAliases", "GenerateCredentialReport", "GetCredentialReport", "ListUsers", "ListUserTags", "ListAccessKeys", "GetAccessKeyLastUsed", "Publish"];

    public static IEnumerable<string> Objections(SandboxCall call, PassRecord pass, Scene scene)
    {
        if (Reads.Contains(call.Action)) return [];

        var id = call.Action is "UpdateAccessKey" or "DeleteAccessKey" ? call.AccessKeyId : Written.By(call)?.AccessKeyId;
        if (id is null) return [$"4: {call} is no act on a key or its tag"];

        var key = scene.FactsOf(id);
        return
        [
            .. OnUser(call, key, pass),
            .. OnReading(call, id, pass),
            .. (call.Action, key) switch
            {
                ("UpdateAccessKey", { } found) => OnDeactivating(call, found, pass, scene.Now),
                ("DeleteAccessKey", { Status: not null } found) => OnDeleting(found, pass, scene.Now),
                ("TagUser", _) => OnRecording(id, key, Written.By(call)!.Record!, pass, scene.Now),
                ("UntagUser", _) => OnForgetting(id, key, pass),
                _ => [], // gone by now: without effect
            },
        ];
    }

    private static IEnumerable<string> OnUser(SandboxCall call, Facts? key, PassRecord pass)
    {
        if (!pass.Live) yield return $"6: a dry run tried {call}";
        if (pass.MustRest) yield return $"9: a repeated pass tried {call}";
        if (key is not null && key.User != call.UserName) yield return $"4: {call} is about a key of {key.User}";
        if (pass.Found.Any(found => found.User == call.UserName && found.Exempt)) yield return $"4: {call} is about an exempt user";
        if (call.Action == "DeleteAccessKey" && key is { Exempt: true }) yield return $"4: {call} is about a user exempt by now";
    }

    private static IEnumerable<string> OnReading(SandboxCall call, string id, PassRecord pass)
    {
        if (pass.AllTold.Any(told => told is { Action: "ListUsers", Well: false })) yield return $"5: {call} though the users could not all be listed";
        if (pass.LastTold("ListUserTags", call.UserName) is not { Well: true }) yield return $"5: {call} without the user's tags";
        if (pass.LastTold("ListAccessKeys", call.UserName) is not { Well: true }) yield return $"5: {call} without the user's keys";
        if (call.Action is "UpdateAccessKey" or "DeleteAccessKey" && pass.LastTold("GetAccessKeyLastUsed", null, id) is not { Well: true }) yield return $"5: {call} without the key's last use";
    }

    private static IEnumerable<string> OnDeactivating(SandboxCall call, Facts key, PassRecord pass, DateTimeOffset now)
    {
        if (call["Status"] != "Inactive") yield return $"4: {call} sets the status {call["Status"]}";
        if (key.Created + pass.Terms.Unused > now) yield return $"3: {call} on a key made {key.Created:u}";
        if (key.Used + pass.Terms.Unused > now) yield return $"3: {call} on a key used {key.Used:u}";
        if (key.LastSign(now) + pass.Terms.Unused > now) yield return $"3: {call} on a key turned back on {key.LastSign(now):u}";
        if (key.Status == "Active" && key.OffSince(now) is { } off) yield return $"3: {call} on a key on record as inactive since {off:u}, which somebody has turned back on";
    }

    private static IEnumerable<string> OnDeleting(Facts key, PassRecord pass, DateTimeOffset now)
    {
        if (key.Status != "Inactive") yield return $"1: {key.AccessKeyId} is {key.Status} and about to be deleted";
        if (!pass.Terms.DeleteKeys) yield return $"2: {key.AccessKeyId} is about to be deleted though deletion is off";
        if (key.OffSince(now) is not { } off) yield return $"2: {key.AccessKeyId} is about to be deleted, its record being {key.Record}, its last use {key.Used:u}";
        else if (off + pass.Terms.Grace > now) yield return $"2: {key.AccessKeyId} is about to be deleted, on record as inactive only since {off:u}";
    }

    /// <summary>A person may have acted since the pass read the key. A record is harmless then: it ends or starts nothing before the next pass reads anew.</summary>
    private static IEnumerable<string> OnRecording(string id, Facts? key, Record record, PassRecord pass, DateTimeOffset now)
    {
        var found = pass.FoundOf(id);
        var status = record.Inactive ? "Inactive" : "Active";
        if (record.At < pass.Start || record.At >= now.AddSeconds(1)) yield return $"2: {id} is put on record for {record.At:u}, while the pass runs at {pass.Start:u}";
        if (found?.Status != status && key?.Status != status) yield return $"2: {id} is put on record as {record}, and it is {key?.Status ?? "gone"}";
        if (!record.Inactive && found?.OffSince(pass.Start) is null) yield return $"2: {id} is put on record as turned back on, and was not known to be off";
        if (record.Inactive && found?.OffSince(pass.Start) is { } off && key?.OffSince(now) is not null && !pass.Did(Duty.Deactivate, id)) yield return $"9: {id} is on record as inactive since {off:u} and put on record again";
    }

    private static IEnumerable<string> OnForgetting(string id, Facts? key, PassRecord pass)
    {
        if (key is { Status: not null }) yield return $"2: the record of {id} is removed, and the key is {key.Status}";
        if (key is null && !pass.Did(Duty.RemoveTag, id)) yield return $"4: a tag of {id} is removed, and it is not in our form";
    }
}
