using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Stories;

/// <summary>Our own sandbox. Its clock stands still unless moved, and keeps whole seconds.</summary>
internal sealed class SandboxGround(SandboxServer sandbox) : Ground(sandbox.Endpoint)
{
    public override void LetTimePass() => sandbox.Clock.Advance(TimeSpan.FromSeconds(1));

    public override Task<IReadOnlyList<Published>> PublishedAsync(string topicArn) =>
        Task.FromResult<IReadOnlyList<Published>>([.. sandbox.Topics.Topic(topicArn).Messages.Select(message => new Published(message.Subject, message.Message, message.Attributes))]);

    public override ValueTask DisposeAsync() => sandbox.DisposeAsync();
}
