using System.Collections.Frozen;
using KeyReaper.Sandbox.Access;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;
using KeyReaper.Sandbox.Topics;

namespace KeyReaper.Sandbox.Services.Sns;

/// <summary>SNS as far as KeyReaper and its operators need it; shapes after the service model of 2010-03-31.</summary>
internal static class SnsService
{
    public static readonly QueryService Definition = new(
        "sns",
        "2010-03-31",
        "http://sns.amazonaws.com/doc/2010-03-31/",
        "InternalError",
        new Dictionary<string, ActionHandler>
        {
            ["CreateTopic"] = Topics.Create,
            ["DeleteTopic"] = Topics.Delete,
            ["GetTopicAttributes"] = Topics.GetAttributes,
            ["ListTopics"] = Topics.List,
            ["Subscribe"] = Subscriptions.Subscribe,
            ["ListSubscriptionsByTopic"] = Subscriptions.List,
            ["Publish"] = Publishing.Publish,
        }.ToFrozenDictionary());

    /// <summary>The topic the request names.</summary>
    public static SandboxTopic Topic(this Request request, string parameter = "TopicArn") =>
        request.Account.Topics.Topic(TopicArn(request, parameter));

    /// <summary>The ARN of a topic in the caller's account: no topic here has a policy that would let in another account.</summary>
    public static string TopicArn(this Request request, string parameter = "TopicArn")
    {
        var arn = request.Required(parameter, Shape.Any);
        var elements = arn.Split(':');
        if (elements.Length != 6)
        {
            throw Errors.InvalidParameter($"{parameter} Reason: An ARN must have at least 6 elements, not {elements.Length}");
        }

        return elements[4] == request.Account.Id
            ? arn
            : throw Denial.Of(request.Call, request.Caller, $"because no resource-based policy allows the SNS:{request.Call.Action} action");
    }

    /// <summary>A page as SNS answers it: the list and, if there is more, NextToken.</summary>
    public static IReadOnlyList<Node> Page<T>(
        this Request request, IReadOnlyList<T> sorted, Func<T, string> sortKey, string list, Func<T, Node> member)
    {
        var page = request.World.Pages.Cut(sorted, sortKey, StringComparer.Ordinal, null, request.Optional("NextToken", Shape.Filled));
        Node[] nodes = [Node.Of(list, [.. page.Items.Select(member)])];
        return page.Marker is null ? nodes : [.. nodes, Node.Of("NextToken", page.Marker)];
    }
}
