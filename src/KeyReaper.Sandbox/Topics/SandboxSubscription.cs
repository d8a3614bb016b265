namespace KeyReaper.Sandbox.Topics;

/// <summary>A subscription to a topic.</summary>
public sealed class SandboxSubscription
{
    // People and web servers must confirm; AWS's own targets need not.
    private static readonly string[] Unconfirmed = ["http", "https", "email", "email-json"];

    private volatile bool confirmed;

    internal SandboxSubscription(string arn, string protocol, string endpoint, string? filterPolicy) =>
        (Arn, Protocol, Endpoint, FilterPolicy, confirmed) = (arn, protocol, endpoint, filterPolicy, !Unconfirmed.Contains(protocol));

    /// <summary>The subscription's ARN.</summary>
    public string Arn { get; }

    /// <summary><c>email</c>, <c>sqs</c>, <c>https</c>, ...</summary>
    public string Protocol { get; }

    /// <summary>The address, URL or ARN to which messages go.</summary>
    public string Endpoint { get; }

    /// <summary>Which messages it wants by their attributes, as JSON; null for all.</summary>
    public string? FilterPolicy { get; }

    /// <summary>Whether messages would be delivered; false for e-mail and web subscriptions until <see cref="Confirm"/>.</summary>
    public bool Confirmed => confirmed;

    /// <summary>Confirms the subscription, as the subscriber does.</summary>
    public void Confirm() => confirmed = true;
}
