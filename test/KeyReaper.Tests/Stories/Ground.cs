namespace KeyReaper.Tests.Stories;

/// <summary>A message as it was published: with all its variants, as JSON.</summary>
internal sealed record Published(string? Subject, string Message, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A server with the Query protocol of IAM, STS and SNS, on which a story is played.</summary>
internal abstract class Ground(Uri endpoint) : IAsyncDisposable
{
    public Uri Endpoint => endpoint;

    /// <summary>Makes sure that what happens next on the server gets a later date than what happened before.</summary>
    public abstract void LetTimePass();

    /// <summary>The topic's messages, oldest first.</summary>
    public abstract Task<IReadOnlyList<Published>> PublishedAsync(string topicArn);

    public abstract ValueTask DisposeAsync();
}
