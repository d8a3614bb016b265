using System.Text.Json;

namespace KeyReaper.Tests.Model;

/// <summary>What a pass must have done: all that was due and no more, with all of it reported, and an error at the end if there was trouble.</summary>
internal static class Aftermath
{
    // A pass goes on without the first, walks without the next two, and has done its work before the last, which is judged separately.
    private static readonly string[] Dispensable = ["ListAccountAliases", "GenerateCredentialReport", "GetCredentialReport", "Publish"];

    // "A denied TagUser costs the user it was denied for; the rest is withheld when the first three users were denied and none was tagged."
    private const int DeniedUsersThatStopAll = 3;

    // If a user has more keys, the credential report only says that there are more.
    private const int SlotsInReport = 2;

    /// <returns>Whether the pass was live, met no trouble, and left nothing to be done.</returns>
    public static bool Check(PassRecord pass, Ended ended)
    {
        var troubles = pass.AllTold.Where(told => told is { Well: false, Gone: false } && !Dispensable.Contains(told.Action)).ToArray();
        var unpublished = pass.AllTold.Any(told => told is { Action: "Publish", Well: false });
        var clean = !troubles.Any(told => !IsForbidden(told, pass)) && pass.Untaggable.Count < DeniedUsersThatStopAll && pass.Disturbed.Count == 0 && pass.Tight.Count == 0 && pass.TriedLate is null
            && pass.AllTold.All(told => told.Well || IsForbidden(told, pass) || Dispensable.Contains(told.Action) || told is { Action: "DeleteAccessKey", Gone: true });

        var keys = Read(pass).ToArray();
        var due = Due(pass, keys);
        var stopped = due.Where(IsStopped(pass.Terms, due)).ToArray();
        var roomless = keys.Any(key => key.LacksRoom(pass.Terms, pass.Start));

        var broken = pass.Broken
            .Concat(OnBrake(pass))
            .Concat(OnRecords(pass))
            .Concat(clean && pass.Live ? OnDuties(pass, [.. Expected(pass, keys, due, stopped)]) : [])
            .Concat(clean && !pass.Live ? OnRehearsal(ended, due) : [])
            .Concat(OnReport(pass, ended, unpublished))
            .Concat(OnEnding(
                ended,
                mustFail: unpublished || troubles.Any(pass.Needed) || (clean && (roomless || (pass.Live && stopped.Length > 0))),
                mayFail: unpublished || troubles.Length > 0 || pass.TriedLate is not null || pass.WasMisled || pass.Tight.Count > 0 || roomless || (pass.Live && (stopped.Length > 0 || (!clean && !pass.Effects.Any(IsOnKey))))))
            .ToArray();

        return broken.Length == 0
            ? clean && pass.Live && troubles.Length == 0 && !roomless
            : throw new BrokenInvariantException($"{string.Join("\n   ", broken)}\n   The pass ended with {ended.Error?.Message ?? "no error"}, after\n   {string.Join("\n   ", pass.AllTold)}");
    }

    public static bool IsForbidden(Told told, PassRecord pass) => told is { Action: "TagUser" or "UntagUser", Code: "AccessDenied" } && pass.Untaggable.Contains(told.User);

    /// <summary>Whether more was due than a brake allows.</summary>
    public static bool IsBraked(PassRecord pass)
    {
        var due = Due(pass, [.. Read(pass)]);
        return pass.Live && due.Any(IsStopped(pass.Terms, due));
    }

    private static bool IsOnKey(Effect effect) => effect.Duty is Duty.Deactivate or Duty.Delete;

    /// <summary>The keys that the pass had to read. By the report these are all keys of the users it leads to, unless it shows that they are exempt.</summary>
    private static IEnumerable<Facts> Read(PassRecord pass)
    {
        if (pass.Walked) return pass.Found;

        var led = pass.Report.Rows.Where(row => !pass.Terms.Exempt(row.Name, row.Path) && (row.Keys.Count > SlotsInReport || row.Keys.Any(key => key.ShowsInReport(pass.Terms, pass.Start)))).Select(row => row.Name).ToHashSet();
        return pass.Found.Where(key => led.Contains(key.User));
    }

    private static Effect[] Due(PassRecord pass, Facts[] keys) =>
        [.. keys.Select(key => new Effect(key.Due(pass.Terms, pass.Start), key.AccessKeyId)).Where(effect => effect.Duty is not Duty.None)];

    /// <summary>Too many deactivations stop both, since what was read may be wrong; too many deletions only stop deletions.</summary>
    private static Func<Effect, bool> IsStopped(Terms terms, Effect[] due)
    {
        var tooManyDeactivations = due.Count(effect => effect.Duty is Duty.Deactivate) > terms.MaxDeactivations;
        var tooMany = tooManyDeactivations || due.Count(effect => effect.Duty is Duty.Delete) > terms.MaxDeletions;
        return effect => effect.Duty switch { Duty.Deactivate => tooManyDeactivations, Duty.Delete => tooMany, _ => false };
    }

    /// <summary>What a clean pass leaves. A brake stops no record, and a user who may not be tagged does not stop the others.</summary>
    private static IEnumerable<Effect> Expected(PassRecord pass, Facts[] keys, Effect[] due, Effect[] stopped)
    {
        foreach (var (duty, id) in due.Except(stopped))
        {
            var taggable = !pass.Untaggable.Contains(pass.FoundOf(id)!.User);
            if (taggable || duty is Duty.Delete) yield return new(duty, id);
            if (taggable && duty is Duty.Deactivate) yield return new(Duty.StartGrace, id);
            if (taggable && duty is Duty.Delete) yield return new(Duty.RemoveTag, id);
        }

        foreach (var key in keys.Where(key => key.IsWatchDue(pass.Terms, pass.Start) && !pass.Untaggable.Contains(key.User)))
        {
            var deletion = new Effect(Duty.Delete, key.AccessKeyId);
            if (!due.Contains(deletion) || stopped.Contains(deletion)) yield return new(Duty.KeepWatch, key.AccessKeyId);
        }
    }

    private static IEnumerable<string> OnBrake(PassRecord pass)
    {
        var deactivated = pass.Effects.Where(effect => effect.Duty is Duty.Deactivate).Distinct().Count();
        var deleted = pass.Effects.Where(effect => effect.Duty is Duty.Delete).Distinct().Count();
        if (deactivated > pass.Terms.MaxDeactivations) yield return $"7: {deactivated} keys were deactivated, {pass.Terms.MaxDeactivations} may be";
        if (deleted > pass.Terms.MaxDeletions) yield return $"7: {deleted} keys were deleted, {pass.Terms.MaxDeletions} may be";
    }

    private static IEnumerable<string> OnDuties(PassRecord pass, IReadOnlyList<Effect> expected)
    {
        foreach (var missing in expected.Except(pass.Effects)) yield return $"9: {missing} was due and not done";
        foreach (var extra in pass.Effects.Except(expected)) yield return $"9: {extra} was done and not due";
    }

    /// <summary>A deactivation that did not happen leaves its record only if KeyReaper cannot know that, or could not restore what was there.</summary>
    private static IEnumerable<string> OnRecords(PassRecord pass) =>
        from id in pass.InVain
        let user = pass.FoundOf(id)!.User
        let refused = pass.LastTold("UpdateAccessKey", user, id) is { Status: >= 400 and < 500 }
        let untold = pass.AllTold.Any(told => !told.Well && told.User == user && told.Action is "TagUser" or "UntagUser")
        where (refused || pass.LastTold("UpdateAccessKey", user, id) is null) && !untold && pass.TriedLate is null && !pass.Disturbed.Contains(user)
        select $"2: {id} is on record as deactivated, and is not";

    /// <summary>Every effect is reported, as done or, if the answer was lost, as failed; and nothing is reported as done that was not.</summary>
    private static IEnumerable<string> OnReport(PassRecord pass, Ended ended, bool unpublished)
    {
        if (ended.Mail is null && !unpublished && pass.Effects.Any(effect => effect.Duty is not Duty.KeepWatch)) yield return "8: the pass changed something and sent no report";

        foreach (var effect in pass.Effects)
        {
            if (!ended.Log.Contains(effect.AccessKeyId, StringComparison.Ordinal)) yield return $"8: {effect} is not in the log";
        }

        if (ended.Mail is null) yield break;

        var told = Reported.In(ended.Mail).Where(one => one.Result is not null).ToArray();
        foreach (var effect in pass.Effects.Where(effect => effect.Duty is not Duty.KeepWatch && told.All(one => one.AccessKeyId != effect.AccessKeyId))) yield return $"8: {effect} is not in the report";
        foreach (var done in told.Where(one => one.Result is "done" or "done-unrecorded" && !pass.Effects.Contains(new(one.Duty, one.AccessKeyId)))) yield return $"8: the report tells {done}, which was not";
    }

    private static IEnumerable<string> OnRehearsal(Ended ended, IReadOnlyList<Effect> due)
    {
        if (ended.Mail is null) yield break;

        var rehearsed = Reported.In(ended.Mail).Where(one => one.Result == "rehearsed").Select(one => new Effect(one.Duty, one.AccessKeyId)).ToArray();
        foreach (var missing in due.Except(rehearsed)) yield return $"6: the dry run does not tell {missing}";
        foreach (var extra in rehearsed.Except(due)) yield return $"6: the dry run tells {extra}";
    }

    private static IEnumerable<string> OnEnding(Ended ended, bool mustFail, bool mayFail)
    {
        if (mustFail && ended.Error is null) yield return "8: the pass did less than it should have and ended without an error";
        if (!mayFail && ended.Error is not null) yield return "8: the pass met no trouble and ended with an error";
    }
}

/// <summary>A key in the report for programs.</summary>
internal sealed record Reported(string AccessKeyId, Duty Duty, string? Result)
{
    public static IReadOnlyList<Reported> In(SandboxMessage mail)
    {
        using var json = JsonDocument.Parse(mail.BodyFor("sqs"));
        return
        [
            .. from key in json.RootElement.GetProperty("keys").EnumerateArray()
               let duty = key.GetProperty("act").GetString() switch
               {
                   "deactivate" => Duty.Deactivate,
                   "start-grace" => Duty.StartGrace,
                   "record-reactivation" => Duty.RecordReactivation,
                   "delete" => Duty.Delete,
                   "remove-tag" => Duty.RemoveTag,
                   _ => Duty.None,
               }
               select new Reported(key.GetProperty("accessKeyId").GetString()!, duty, key.TryGetProperty("result", out var result) ? result.GetString() : null)
        ];
    }
}
