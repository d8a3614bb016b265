using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

/// <summary>What must not be, call by call, under the numbers of the invariants in README. Judged by the account as it is at that moment.</summary>
internal static class Safety
{
    private static readonly string[] Reads =
        ["ListAccountAliases", "GenerateCredentialReport", "GetCredentialReport", "ListUsers", "GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "Publish"];

    public static IEnumerable<string> Objections(SandboxCall call, PassRecord pass, Scene scene)
    {
        if (Reads.Contains(call.Action)) return [];

        var id = call.Action is "UpdateAccessKey" or "DeleteAccessKey" ? call.AccessKeyId : Written.By(call)?.AccessKeyId;
        if (id is null) return [$"4: {call} is no act on a key or its tag"];

        pass.TriedLate?.Add(id);
        var key = scene.FactsOf(id);
        return
        [
            .. OnUser(call, key, pass),
            .. OnReading(call, id, pass),
            .. (call.Action, key) switch
            {
                ("UpdateAccessKey", { } found) => OnDeactivating(call, found, pass, scene.Now),
                ("DeleteAccessKey", { Status: not null } found) => OnDeleting(found, pass, scene.Now),
                ("TagUser", _) => OnRecording(call, key, pass, scene.Now),
                ("UntagUser", _) => OnForgetting(call, key, scene),
                _ => [], // gone by now: without effect
            },
        ];
    }

    private static IEnumerable<string> OnUser(SandboxCall call, Facts? key, PassRecord pass)
    {
        if (!pass.Live) yield return $"6: a dry run tried {call}";
        if (pass.TriedLate is { Count: > 1 } late) yield return $"8: after its time was up, the pass went on to {string.Join(" and ", late)}";
        if (pass.MustRest) yield return $"9: a repeated pass tried {call}";
        if (key is not null && key.User != call.UserName) yield return $"4: {call} is about a key of {key.User}";
        if (pass.Found.Any(found => found.User == call.UserName && found.Exempt)) yield return $"4: {call} is about an exempt user";
        if (call.Action == "DeleteAccessKey" && key is { Exempt: true }) yield return $"4: {call} is about a user exempt by now";
    }

    private static IEnumerable<string> OnReading(SandboxCall call, string id, PassRecord pass)
    {
        if (pass.AllTold.Any(told => told is { Action: "ListUsers", Well: false })) yield return $"5: {call} though the users could not all be listed";
        if (!pass.AllTold.Any(told => told is { Action: "GetUser", Well: true } && told.User == call.UserName) || pass.LastTold("GetUser", call.UserName) is not ({ Well: true } or { Gone: true })) yield return $"5: {call} without the user's tags";
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

    private static IEnumerable<string> OnRecording(SandboxCall call, Facts? key, PassRecord pass, DateTimeOffset now)
    {
        var (id, record) = (Written.By(call)!.AccessKeyId, Written.By(call)!.Record!);
        if (record.At < pass.Start || record.At >= now.AddSeconds(1)) yield return $"2: {call} while the pass runs at {pass.Start:u}";

        // Should a person have meddled, then a record is harmless: no period ends by it before the next pass has read everything anew.
        if (pass.Disturbed.Contains(call.UserName)) yield break;

        if (key?.Status != (record.Inactive ? "Inactive" : "Active")) yield return $"2: {call} and the key is {key?.Status ?? "gone"}";
        var off = pass.FoundOf(id)?.OffSince(pass.Start);
        if (!record.Inactive && off is null) yield return $"2: {call} and the key was not on record as inactive";
        if (record.Inactive && off is not null && !pass.Did(Duty.Deactivate, id)) yield return $"9: {call} and the key is on record as inactive since {off:u}";
    }

    private static IEnumerable<string> OnForgetting(SandboxCall call, Facts? key, Scene scene)
    {
        var tag = call["TagKeys.member.1"]!;
        if (key is { Status: not null }) yield return $"2: {tag} is removed, and the key is {key.Status}";
        if (key is null && scene.UserOf(call.UserName!)?.Tags.ContainsKey(tag) is true) yield return $"4: {tag} is removed, and it is not in our form";
    }
}
