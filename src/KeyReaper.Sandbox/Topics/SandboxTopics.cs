using System.Collections;
using System.Diagnostics.CodeAnalysis;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Topics;

/// <summary>The SNS topics of an account as they are now, by ARN.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Topics says it.")]
public sealed class SandboxTopics : IReadOnlyList<SandboxTopic>
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, SandboxTopic> topics = new(StringComparer.Ordinal);
    private readonly string partition;
    private readonly string accountId;

    internal SandboxTopics(string partition, string accountId) => (this.partition, this.accountId) = (partition, accountId);

    /// <inheritdoc/>
    public int Count => Sorted.Length;

    private SandboxTopic[] Sorted
    {
        get { lock (gate) { return [.. topics.Values]; } }
    }

    /// <inheritdoc/>
    public SandboxTopic this[int index] => Sorted[index];

    /// <summary>Creates a topic, or returns the one with that name in that region.</summary>
    public SandboxTopic Create(string name, string region = "eu-west-1")
    {
        var arn = $"arn:{partition}:sns:{region}:{accountId}:{name}";
        lock (gate)
        {
            return topics.TryGetValue(arn, out var topic) ? topic : topics[arn] = new(arn);
        }
    }

    /// <summary>The topic of that ARN.</summary>
    /// <exception cref="SandboxException">NotFound: there is no such topic.</exception>
    public SandboxTopic Topic(string arn)
    {
        lock (gate)
        {
            return topics.GetValueOrDefault(arn) ?? throw Errors.NoSuchTopic();
        }
    }

    /// <summary>Deletes a topic; does nothing if there is none, as SNS does.</summary>
    public void Delete(string arn)
    {
        lock (gate)
        {
            topics.Remove(arn);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<SandboxTopic> GetEnumerator() => Sorted.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
