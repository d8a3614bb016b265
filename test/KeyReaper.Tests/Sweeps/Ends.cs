using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// <see cref="Invariant.RepeatingDoesNoMore"/>: after whatever happened, a clean pass reaches the same state as an undisturbed pass, and so does one a grace period
/// later. The clock stands still, so that the states can be compared.
/// </summary>
internal sealed partial class Ends
{
    // The same state always has the same future, so passes over states that were seen before need not be played again.
    private readonly ConcurrentDictionary<string, bool> known = new();
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private readonly string inventory;

    private Ends(string inventory) => this.inventory = inventory;

    /// <summary>The state after one undisturbed pass, without tags of deleted keys: a pass by the credential report may leave them for a walk.</summary>
    public string Now { get; private init; } = "";

    /// <summary>The state after more undisturbed passes, a grace period later.</summary>
    public string Later { get; private init; } = "";

    /// <summary>The state after an unused period and another grace period.</summary>
    public string Last { get; private init; } = "";

    public static async Task<Ends> OfAsync(string inventory)
    {
        await using var account = SweptAccount.InMemory(inventory);
        (await account.PassAsync()).ShouldBeNull();
        var now = Normal(account.State);
        (await account.GracePassesAsync()).ShouldBeNull();
        var later = Normal(account.State);
        await LastPassesAsync(account);
        return new(inventory) { Now = now, Later = later, Last = Normal(account.State) };
    }

    /// <param name="atOnce">False if IAM said that a key is gone which is not: KeyReaper then forgets the key, finds it again, and its grace period begins anew.</param>
    public async Task ShouldBeReachedAsync(SweptAccount account, string when, bool atOnce = true)
    {
        var state = account.State;
        if (known.ContainsKey(state)) return;

        // KeyReaper cannot distinguish such a key from one that somebody turned back on, and gives it another unused period.
        var recordedInVain = account.Account.Users.SelectMany(user => user.AccessKeys).Any(key =>
            key.Status == "Active" && key.User.Tags.GetValueOrDefault(Deed.TagPrefix + key.Id, "").StartsWith("deactivated", StringComparison.Ordinal));

        (await account.PassAsync()).ShouldBeNull($"{when}, the clean pass afterwards");
        if (atOnce && !recordedInVain) Normal(account.State).ShouldBe(Now, $"{Invariant.RepeatingDoesNoMore}: {when}, after the clean pass\n{string.Join('\n', account.History.Deeds)}");

        var settled = account.State;
        (await account.PassAsync()).ShouldBeNull();
        account.State.ShouldBe(settled, $"{Invariant.RepeatingDoesNoMore}: {when}, a second clean pass changed something");

        if (known.TryAdd($"later {settled}", true))
        {
            (await account.GracePassesAsync()).ShouldBeNull();
            if (recordedInVain) await LastPassesAsync(account);
            Normal(account.State).ShouldBe(recordedInVain ? Last : Later, $"{Invariant.RepeatingDoesNoMore}: {when}, later\n{string.Join('\n', account.History.Deeds)}");
            if (inventory == "auto")
            {
                (await account.PassAsync("walk")).ShouldBeNull();
                account.State.ShouldNotContain(account.Gone, Case.Sensitive, $"{when}, a walk leaves no tag of a deleted key");
            }
        }

        account.History.ShouldHold($"{when}, with the clean passes afterwards");
        known.TryAdd(state, true);
    }

    private static async Task LastPassesAsync(SweptAccount account)
    {
        account.Sandbox.Clock.Advance(TimeSpan.FromDays(30));
        (await account.PassAsync()).ShouldBeNull();
        (await account.GracePassesAsync()).ShouldBeNull();
    }

    /// <summary>The state without tags of deleted keys, and with days instead of times, because a pass that waits for the credential report acts a little later.</summary>
    public static string Normal(string state)
    {
        var account = JsonNode.Parse(Seconds().Replace(state, "T"))!;
        foreach (var user in account["Users"]!.AsArray())
        {
            var keys = user!["AccessKeys"]!.AsArray().Select(key => key!["Id"]!.GetValue<string>()).ToHashSet();
            var tags = user["Tags"]!.AsObject();
            foreach (var tag in tags.Where(tag => tag.Key.StartsWith(Deed.TagPrefix, StringComparison.Ordinal) && !keys.Contains(tag.Key[Deed.TagPrefix.Length..]) && tag.Value!.GetValue<string>() != "see the wiki").ToArray())
                tags.Remove(tag.Key);
        }

        return account.ToJsonString(Readable);
    }

    [GeneratedRegex("T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")]
    private static partial Regex Seconds();
}
