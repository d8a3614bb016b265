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

    /// <summary>The key with which the topic is encrypted; a role that publishes needs permissions on it, too. Null if it is not encrypted.</summary>
    public string? KmsKeyArn { get; set; }

    /// <summary>The subscriptions as they are now, oldest first.</summary>
    public IReadOnlyList<SandboxSubscription> Subscriptions => subscriptions;

    /// <summary>The messages published so far, oldest first.</summary>
    public IReadOnlyList<SandboxMessage> Messages => messages;

    internal void Add(SandboxMessage message) => ImmutableInterlocked.Update(ref messages, list => list.Add(message));

    /// <summary>Subscribing the same endpoint again returns the existing subscription.</summary>
    internal SandboxSubscription Subscribe(string protocol, string endpoint, string? filterPolicy, string uuid)
    {
        var made = new SandboxSubscription($"{Arn}:{uuid}", protocol, endpoint, filterPolicy);
        ImmutableInterlocked.Update(ref subscriptions, list => list.Any(Same) ? list : list.Add(made));
        return subscriptions.First(Same);

        bool Same(SandboxSubscription other) => other.Protocol == protocol && other.Endpoint == endpoint;
    }
}
