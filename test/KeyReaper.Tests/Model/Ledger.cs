using System.Collections.Concurrent;

namespace KeyReaper.Tests.Model;

/// <summary>
/// What stands on record about a key: that it was inactive, or was turned back on, at that time. KeyReaper's own records are checked when it makes
/// them. A person who may write KeyReaper's tags can forge one; a forged record that could be true is as good as a true one.
/// </summary>
internal sealed record Record(bool Inactive, DateTimeOffset At);

/// <summary>The records, by access key id. The model keeps them by itself, from what it sees being written, and never reads a tag.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, (string User, Record Record)> records = new();

    public Record? this[string accessKeyId] => records.TryGetValue(accessKeyId, out var entry) ? entry.Record : null;

    public IEnumerable<(string AccessKeyId, string User)> All => records.Select(entry => (entry.Key, entry.Value.User));

    public void Write(string accessKeyId, string user, Record record) => records[accessKeyId] = (user, record);

    public void Erase(string accessKeyId) => records.TryRemove(accessKeyId, out _);

    public void ForgetUser(string user)
    {
        foreach (var entry in records.Where(entry => entry.Value.User == user)) records.TryRemove(entry.Key, out _);
    }
}
