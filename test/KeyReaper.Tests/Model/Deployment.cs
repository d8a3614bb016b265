using System.Text;
using Amazon.Lambda.TestUtilities;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Model;

/// <summary>How a pass ended, and what it left for people to read.</summary>
internal sealed record Ended(Exception? Error, SandboxMessage? Mail, string Log);

/// <summary>The function, and how its calls reach the sandbox.</summary>
internal sealed class Deployment(SandboxServer sandbox, IWay way) : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    private readonly SandboxTopic topic = sandbox.Topics.Create("keyreaper");

    /// <param name="told">Receives each call and the answer that the client got in the end.</param>
    public async Task<Ended> PassAsync(Terms terms, bool rehearsed, Action<Told> told)
    {
        way.Told = told;
        var mailsBefore = topic.Messages.Count;
        var log = new CollectedLog();
        var function = new ReaperFunction(name => name == "TOPIC_ARN" ? topic.Arn : terms[name], sandbox.Clock, way.Clients, () => Stream.Null, new());
        using var request = new MemoryStream(Encoding.UTF8.GetBytes(rehearsed ? """{"dryRun": true}""" : "{}"));
        Exception? error = null;
        try
        {
            await function.HandleAsync(request, new TestLambdaContext { Logger = log, RemainingTime = Timeout });
        }
#pragma warning disable CA1031 // the model judges every way in which a pass can end
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
        }

        return new(error, topic.Messages.Count > mailsBefore ? topic.Messages[^1] : null, log.ToString());
    }

    public void Dispose() => way.Dispose();
}
