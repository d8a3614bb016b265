using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Sns;

internal static class Subscriptions
{
    private static readonly string[] Protocols =
        ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"];

    public static IReadOnlyList<Node> Subscribe(Request request)
    {
        var topic = request.Topic();
        var protocol = request.Required("Protocol", Shape.Any);
        var endpoint = request.Optional("Endpoint", Shape.Any) ?? "";
        if (!Protocols.Contains(protocol))
        {
            throw Errors.InvalidParameter($"Does not support this protocol string: {protocol}");
        }

        var byEmail = protocol is "email" or "email-json";
        if (endpoint.Length == 0 || (byEmail && !endpoint.Contains('@', StringComparison.Ordinal)))
        {
            throw Errors.InvalidParameter(byEmail ? "Email address" : "Endpoint");
        }

        var subscription = topic.Subscribe(protocol, endpoint, FilterPolicy(request), request.Account.Ids.Uuid());
        var arnWanted = request.Optional("ReturnSubscriptionArn", Shape.Any) is "true";
        return [Node.Of("SubscriptionArn", subscription.Confirmed || arnWanted ? subscription.Arn : "pending confirmation")];
    }

    public static IReadOnlyList<Node> List(Request request)
    {
        var topic = request.Topic();
        var sorted = topic.Subscriptions.OrderBy(subscription => subscription.Arn, StringComparer.Ordinal).ToArray();
        return request.Page(sorted, subscription => subscription.Arn, "Subscriptions", subscription => Node.Member(
            Node.Of("SubscriptionArn", subscription.Confirmed ? subscription.Arn : "PendingConfirmation"),
            Node.Of("Owner", request.Account.Id),
            Node.Of("Protocol", subscription.Protocol),
            Node.Of("Endpoint", subscription.Endpoint),
            Node.Of("TopicArn", topic.Arn)));
    }

    // https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html: a JSON object with an array of conditions for each attribute.
    private static string? FilterPolicy(Request request)
    {
        var attributes = request.Items("Attributes", "entry").ToDictionary(
            item => request.Required(item + ".key", Shape.Filled), item => request.Required(item + ".value", Shape.Any));
        var policy = attributes.GetValueOrDefault("FilterPolicy");
        return policy is null || IsFilterPolicy(policy) ? policy : throw Errors.InvalidParameter("FilterPolicy: failed to parse JSON");
    }

    private static bool IsFilterPolicy(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject policy && policy.All(condition => condition.Value is JsonArray);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
