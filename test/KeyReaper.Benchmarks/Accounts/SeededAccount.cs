using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KeyReaper.Sandbox.Accounts;

namespace KeyReaper.Benchmarks.Accounts;

/// <summary>Users of whom 12 % have no access key, 60 % one and 28 % two: the same in every run, relative to the sandbox's clock.</summary>
internal sealed class SeededAccount
{
    private const int Seed = 20261122;
    private const int Twins = 100;

    private readonly SandboxAccount account;
    private readonly List<(SandboxAccessKey Key, KeyKind Kind)> keys = [];

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The same account in every run is the point.")]
    public SeededAccount(SandboxAccount account, DateTimeOffset now, Profile profile, int users)
    {
        this.account = account;
        var kinds = new KeyKinds(now);
        var random = new Random(Seed);

        int[] keysOf = [.. Enumerable.Range(0, users).Select(n => n < users * 12 / 100 ? 0 : n < users * 72 / 100 ? 1 : 2)];
        var deck = profile.Deal(kinds, users, keysOf.Sum());
        random.Shuffle(keysOf);
        random.Shuffle(deck);

        var dealt = 0;
        var twins = profile is Profile.EveryKind ? Twins : 0;
        foreach (var (n, count) in keysOf.Index())
        {
            KeyKind[] hand = count == 2 && twins-- > 0 ? [kinds.TwinUnused, kinds.TwinInUse] : deck[dealt..(dealt + count)];
            dealt += count;
            Create(string.Create(CultureInfo.InvariantCulture, $"user-{n:0000}"), hand);
        }
    }

    public int Keys => keys.Count;

    public int ActiveKeys => keys.Count(one => one.Kind.Active);

    /// <summary>Users with a key that a verdict other than "in use" may be about.</summary>
    public int UsersThatMatter => keys.Where(one => one.Kind.Matters).Select(one => one.Key.User).Distinct().Count();

    public IReadOnlyList<Fate> Fates =>
    [
        .. from one in keys
           group one by one.Kind.Name into kind
           orderby kind.Key
           select new Fate(kind.Key, kind.Count(), kind.Count(one => one.Kind.Deactivate), kind.Count(one => one.Kind.Active && one.Key.Status is "Inactive")),
    ];

    private void Create(string name, KeyKind[] hand)
    {
        var user = account.CreateUser(name, created: hand.Length > 0 ? hand.Min(kind => kind.Created).AddDays(-1) : null);
        foreach (var kind in hand)
        {
            var key = user.CreateAccessKey(kind.Created);
            if (kind.LastUsed is { } used) key.Use(at: used);
            if (!kind.Active) key.Deactivate();
            if (kind.InactiveSince is { } since) user.Tag($"keyreaper:key:{key.Id}", $"inactive {since:yyyy-MM-dd'T'HH:mm:ss'Z'} seen {kind.SeenInactive:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            keys.Add((key, kind));
        }
    }
}

/// <summary>What became of the keys of one kind.</summary>
/// <param name="ToDeactivate">How many a pass has to deactivate: all or none of them.</param>
internal sealed record Fate(string Kind, int Keys, int ToDeactivate, int Deactivated);
