using System.Text;
using System.Text.Json;
using KeyReaper.Sandbox.Access;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;
using KeyReaper.Sandbox.Topics;

namespace KeyReaper.Sandbox.Services.Sns;

internal static class Publishing
{
    // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: bytes of UTF-8, message attributes included.
    private const int MaxBytes = 262_144;
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    public static IReadOnlyList<Node> Publish(Request request)
    {
        var topic = request.Topic(Target(request));
        var text = request.Required("Message", Shape.Any);
        var attributes = MessageAttribute.Of(request);
        var structure = request.Optional("MessageStructure", Shape.Any);
        if (text.Length == 0)
        {
            throw Errors.InvalidParameter("Empty message");
        }

        if (Encoding.UTF8.GetByteCount(text) + attributes.Values.Sum(attribute => attribute.Bytes) > MaxBytes)
        {
            throw Errors.InvalidParameter("Message too long");
        }

        CheckStructure(structure, text);
        CheckEncryption(request, topic);
        var message = new SandboxMessage(
            request.Account.Ids.Uuid(), request.World.Clock.GetUtcNow(), Subject(request), text, structure,
            attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.Value, StringComparer.Ordinal));
        topic.Add(message);
        return [Node.Of("MessageId", message.MessageId)];
    }

    private static string Target(Request request) =>
        request.Call["TopicArn"] is not null ? "TopicArn"
        : request.Call["TargetArn"] is not null ? "TargetArn"
        : throw Errors.InvalidParameter("TopicArn or TargetArn Reason: no value for required parameter");

    // The stricter rule: SNS's documentation has said both UTF-8 and ASCII, and printable ASCII satisfies both.
    private static string? Subject(Request request)
    {
        var subject = request.Optional("Subject", Shape.Any);
        return subject is null || (subject.Length is > 0 and < 100 && subject[0] != ' ' && subject.All(c => c is >= ' ' and <= '~'))
            ? subject
            : throw Errors.InvalidParameter("Subject");
    }

    private static void CheckStructure(string? structure, string text)
    {
        if (structure is null)
        {
            return;
        }

        if (structure != "json")
        {
            throw Errors.InvalidParameter("MessageStructure");
        }

        if (Parse(text) is not { } json)
        {
            throw Errors.InvalidParameter("Message Structure - JSON message body failed to parse");
        }

        using (json)
        {
            if (!json.RootElement.TryGetProperty("default", out var fallback) || fallback.ValueKind != JsonValueKind.String)
            {
                throw Errors.InvalidParameter("Message Structure - No default entry in JSON message body");
            }
        }
    }

    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    private static void CheckEncryption(Request request, SandboxTopic topic)
    {
        foreach (var action in topic.KmsKeyArn is null ? [] : (string[])["kms:GenerateDataKey", "kms:Decrypt"])
        {
            if (request.Refusal(action, topic.KmsKeyArn!) is { } because)
            {
                throw new SandboxException(
                    400,
                    "KMSAccessDenied",
                    $"User: {request.Caller.Arn} is not authorized to perform: {action} on resource: {topic.KmsKeyArn} {because}");
            }
        }
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            var json = JsonDocument.Parse(text, NoDuplicates);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
