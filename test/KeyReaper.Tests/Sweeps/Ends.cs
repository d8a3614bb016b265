using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// The ninth invariant: after whatever happened, a clean pass reaches the end that an undisturbed pass reaches, and so does one a grace period
/// later. The clock stands still, so the states are equal to the second.
/// </summary>
internal sealed class Ends
{
    // A state has one future: passes over states that were seen before need not be played again.
    private readonly ConcurrentDictionary<string, bool> known = new();
    private readonly string inventory;

    private Ends(string inventory) => this.inventory = inventory;

    /// <summary>After one undisturbed pass; without tags of deleted keys, which a pass by the report may leave to a walk.</summary>
    public string Now { get; private init; } = "";

    /// <summary>After another one, a grace period and a day later.</summary>
    public string Later { get; private init; } = "";

    public static async Task<Ends> OfAsync(string inventory)
    {
        await using var account = await SweptAccount.StartAsync(inventory);
        (await account.PassAsync()).ShouldBeNull();
        var now = WithoutLeftovers(account.State);
        account.Sandbox.Clock.Advance(TimeSpan.FromDays(31));
        (await account.PassAsync()).ShouldBeNull();
        return new(inventory) { Now = now, Later = WithoutLeftovers(account.State) };
    }

    public async Task ShouldBeReachedAsync(SweptAccount account, string when)
    {
        var state = account.State;
        if (known.ContainsKey(state)) return;

        (await account.PassAsync()).ShouldBeNull($"{when}, the clean pass afterwards");
        WithoutLeftovers(account.State).ShouldBe(Now, $"{when}, after the clean pass\n{string.Join('\n', account.History.Deeds)}");

        var settled = account.State;
        (await account.PassAsync()).ShouldBeNull();
        account.State.ShouldBe(settled, $"{when}, a second clean pass changed something");

        if (known.TryAdd($"later {settled}", true))
        {
            account.Sandbox.Clock.Advance(TimeSpan.FromDays(31));
            (await account.PassAsync()).ShouldBeNull();
            WithoutLeftovers(account.State).ShouldBe(Later, $"{when}, 31 days later");
            if (inventory == "auto")
            {
                (await account.PassAsync("walk")).ShouldBeNull();
                account.State.ShouldBe(WithoutLeftovers(account.State), $"{when}, a walk leaves no tag of a deleted key");
            }
        }

        account.History.ShouldHold($"{when}, with the clean passes afterwards");
        known.TryAdd(state, true);
    }

    public static string WithoutLeftovers(string state)
    {
        var account = JsonNode.Parse(state)!;
        foreach (var user in account["Users"]!.AsArray())
        {
            var keys = user!["AccessKeys"]!.AsArray().Select(key => key!["Id"]!.GetValue<string>()).ToHashSet();
            var tags = user["Tags"]!.AsObject();
            foreach (var tag in tags.Where(tag => tag.Key.StartsWith(Deed.TagPrefix, StringComparison.Ordinal) && !keys.Contains(tag.Key[Deed.TagPrefix.Length..]) && tag.Value!.GetValue<string>() != "see the wiki").ToArray())
                tags.Remove(tag.Key);
        }

        return account.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
