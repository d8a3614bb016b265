using System.Collections.Immutable;

namespace KeyReaper.Sandbox.Topics;

/// <summary>An SNS topic of the sandbox. It delivers nothing and keeps everything.</summary>
public sealed class SandboxTopic
{
    private ImmutableList<SandboxSubscription> subscriptions = [];
    private ImmutableList<SandboxMessage> messages = [];

    internal SandboxTopic(string arn) => Arn = arn;

    /// <summary><c>arn:PARTITION:sns:REGION:ACCOUNT:NAME</c>.</summary>
    public string Arn { get; }

    /// <summary>The key the topic is encrypted with: a publishing role needs its rights to it, too. Null: not encrypted.</summary>
    public string? KmsKeyArn { get; set; }

    /// <summary>The subscriptions as they are now, oldest first.</summary>
    public IReadOnlyList<SandboxSubscription> Subscriptions => subscriptions;

    /// <summary>The messages published so far, oldest first.</summary>
    public IReadOnlyList<SandboxMessage> Messages => messages;

    internal void Add(SandboxMessage message) => ImmutableInterlocked.Update(ref messages, list => list.Add(message));

    /// <summary>Subscribing the same endpoint again gives the subscription that is there.</summary>
    internal SandboxSubscription Subscribe(string protocol, string endpoint, string? filterPolicy, string uuid)
    {
        var made = new SandboxSubscription($"{Arn}:{uuid}", protocol, endpoint, filterPolicy);
        ImmutableInterlocked.Update(ref subscriptions, list => list.Any(Same) ? list : list.Add(made));
        return subscriptions.First(Same);

        bool Same(SandboxSubscription other) => other.Protocol == protocol && other.Endpoint == endpoint;
    }
}
