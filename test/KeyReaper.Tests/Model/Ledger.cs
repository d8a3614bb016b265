using System.Collections.Concurrent;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Model;

/// <summary>What is recorded about a key: that it has been inactive since one time and was last seen so at another, or that it was turned back on.</summary>
/// <param name="UnusedPeriod">The unused period after which KeyReaper deactivated it; null if somebody else did.</param>
internal sealed record Record(bool Inactive, DateTimeOffset Since, DateTimeOffset Seen, TimeSpan? UnusedPeriod)
{
    /// <summary>Whether a person wrote it who may write KeyReaper's tags. If it could be true, it counts like a true one.</summary>
    public bool Forged { get; init; }

    /// <summary>Whether KeyReaper meant to deactivate the key, and cannot know that it did not.</summary>
    public bool InVain { get; init; }

    /// <returns>Null if the value is not in the format of records.</returns>
    public static Record? In(string value) =>
        Said.In(value) is { } said ? new(said.Inactive, said.Since, said.Seen ?? said.Since, said.Days is { } days ? TimeSpan.FromDays(days) : null) : null;

    /// <summary>Whether it is the same watch, last seen at that time or later.</summary>
    public bool GoesOn(Record former) => Inactive && Seen >= former.Seen && former with { Seen = Seen } == this with { Forged = former.Forged, InVain = former.InVain };
}

/// <summary>The records by access key id. The model keeps them itself, from the writes that it sees, and never reads a tag.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, (string User, Record Record)> records = new();

    public Record? this[string accessKeyId] => records.TryGetValue(accessKeyId, out var entry) ? entry.Record : null;

    public IEnumerable<(string AccessKeyId, string User)> All => records.Select(entry => (entry.Key, entry.Value.User));

    public void Write(string accessKeyId, string user, Record record) => records[accessKeyId] = (user, record);

    public void Erase(string accessKeyId) => records.TryRemove(accessKeyId, out _);

    public void ForgetUser(string user)
    {
        foreach (var accessKeyId in Of(user)) Erase(accessKeyId);
    }

    public void Rename(string user, string newName)
    {
        foreach (var accessKeyId in Of(user)) records[accessKeyId] = (newName, records[accessKeyId].Record);
    }

    private string[] Of(string user) => [.. records.Where(entry => entry.Value.User == user).Select(entry => entry.Key)];
}
