using System.Text.Json;

namespace KeyReaper.Tests.Model;

/// <summary>What must have become of a pass: all that was due was done, no more, all of it reported, and trouble ended in an error.</summary>
internal static class Aftermath
{
    // A pass goes on without the first, walks without the next two, and has done its work before the last, which is judged by itself.
    private static readonly string[] Dispensable = ["ListAccountAliases", "GenerateCredentialReport", "GetCredentialReport", "Publish"];

    // The credential report says of a user with more keys only that there are more.
    private const int SlotsInReport = 2;

    /// <returns>Whether the pass was live, met no trouble, and had all up-to-date facts before it.</returns>
    public static bool Check(PassRecord pass, Ended ended)
    {
        var troubles = pass.AllTold.Where(told => told is { Well: false, Gone: false } && !Dispensable.Contains(told.Action)).ToArray();
        var unpublished = pass.AllTold.Any(told => told is { Action: "Publish", Well: false });
        var walked = pass.AllTold.Any(told => told.Action == "ListUsers");
        var clean = troubles.Length == 0 && pass.Disturbed.Count == 0 && pass.TriedLate is null && (walked || pass.ReportIsNew)
            && pass.AllTold.All(told => told.Well || Dispensable.Contains(told.Action) || told is { Action: "DeleteAccessKey", Gone: true });

        var due = Due(pass, walked);
        var braked = due.Count(effect => effect.Duty is Duty.Deactivate) > pass.Terms.MaxDeactivations || due.Count(effect => effect.Duty is Duty.Delete) > pass.Terms.MaxDeletions;

        var broken = pass.Broken
            .Concat(OnBrake(pass))
            .Concat(clean && pass.Live ? OnDuties(pass, braked ? [] : due) : [])
            .Concat(clean && !pass.Live ? OnRehearsal(ended, due) : [])
            .Concat(OnReport(pass, ended, unpublished))
            .Concat(OnEnding(
                ended,
                mustFail: unpublished || troubles.Any(pass.Needed) || (clean && pass.Live && braked),
                mayFail: unpublished || troubles.Length > 0 || pass.TriedLate is not null || (pass.Live && (braked || !clean) && pass.Effects.Count == 0)))
            .ToArray();

        return broken.Length == 0
            ? clean && pass.Live
            : throw new BrokenInvariantException($"{string.Join("\n   ", broken)}\n   The pass ended with {ended.Error?.Message ?? "no error"}, after\n   {string.Join("\n   ", pass.AllTold)}");
    }

    /// <summary>By the report, only users that it leads to; all of such a user's keys then.</summary>
    private static Effect[] Due(PassRecord pass, bool walked) =>
    [
        .. from user in pass.Found.GroupBy(key => key.User)
           where walked || user.Count(key => key.Status is not null) > SlotsInReport || user.Any(key => key.ShowsInReport(pass.Terms, pass.Start))
           from key in user
           let duty = key.Due(pass.Terms, pass.Start)
           where duty is not Duty.None
           select new Effect(duty, key.AccessKeyId)
    ];

    private static IEnumerable<string> OnBrake(PassRecord pass)
    {
        var deactivated = pass.Effects.Where(effect => effect.Duty is Duty.Deactivate).Distinct().Count();
        var deleted = pass.Effects.Where(effect => effect.Duty is Duty.Delete).Distinct().Count();
        if (deactivated > pass.Terms.MaxDeactivations) yield return $"7: {deactivated} keys were deactivated, {pass.Terms.MaxDeactivations} may be";
        if (deleted > pass.Terms.MaxDeletions) yield return $"7: {deleted} keys were deleted, {pass.Terms.MaxDeletions} may be";
    }

    private static IEnumerable<string> OnDuties(PassRecord pass, IReadOnlyList<Effect> due)
    {
        // Deactivating leaves a record and deleting takes it away.
        Effect[] expected = [.. due, .. due.Where(one => one.Duty is Duty.Deactivate).Select(one => one with { Duty = Duty.StartGrace }), .. due.Where(one => one.Duty is Duty.Delete).Select(one => one with { Duty = Duty.RemoveTag })];
        foreach (var missing in expected.Except(pass.Effects)) yield return $"9: {missing} was due and not done";
        foreach (var extra in pass.Effects.Except(expected)) yield return $"9: {extra} was done and not due";
    }

    /// <summary>Every effect is told, as done or, should the answer have been lost, as failed; and nothing is told as done that was not.</summary>
    private static IEnumerable<string> OnReport(PassRecord pass, Ended ended, bool unpublished)
    {
        if (ended.Mail is null && !unpublished && pass.Effects.Count > 0) yield return "8: the pass changed something and sent no report";

        foreach (var effect in pass.Effects)
        {
            if (!ended.Log.Contains(effect.AccessKeyId, StringComparison.Ordinal)) yield return $"8: {effect} is not in the log";
        }

        if (ended.Mail is null) yield break;

        var told = Reported.In(ended.Mail).Where(one => one.Result is not null).ToArray();
        foreach (var effect in pass.Effects.Where(effect => told.All(one => one.AccessKeyId != effect.AccessKeyId))) yield return $"8: {effect} is not in the report";
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

/// <summary>A key in the report that programs read.</summary>
internal sealed record Reported(string AccessKeyId, Duty Duty, string? Result)
{
    public static IReadOnlyList<Reported> In(KeyReaper.Sandbox.SandboxMessage mail)
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
