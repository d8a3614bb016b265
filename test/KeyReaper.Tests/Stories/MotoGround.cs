using System.Text.Json;

namespace KeyReaper.Tests.Stories;

/// <summary>moto_server, an independent implementation of AWS. Its time is always the real time, to the microsecond.</summary>
internal sealed class MotoGround(Uri endpoint) : Ground(endpoint)
{
    private readonly HttpClient http = new() { BaseAddress = endpoint };

    public override void LetTimePass()
    {
        // This happens by itself: two calls over HTTP are many microseconds apart.
    }

    public override async Task<IReadOnlyList<Published>> PublishedAsync(string topicArn)
    {
        // moto shows its state here: each notification as [id, message, subject, attributes, group].
        using var state = JsonDocument.Parse(await http.GetStringAsync(new Uri("moto-api/data.json", UriKind.Relative)));
        var topic = state.RootElement.GetProperty("sns").GetProperty("Topic").EnumerateArray().Single(topic => topic.GetProperty("arn").GetString() == topicArn);
        return [.. topic.GetProperty("sent_notifications").EnumerateArray().Select(sent => new Published(sent[2].GetString(), sent[1].GetString()!, Attributes(sent[3])))];
    }

    private static Dictionary<string, string> Attributes(JsonElement attributes) =>
        attributes.EnumerateObject().ToDictionary(attribute => attribute.Name, attribute => attribute.Value.GetProperty("Value").GetString()!);

    public override ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
