using System.Text.RegularExpressions;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Sns;

internal static partial class Topics
{
    public static IReadOnlyList<Node> Create(Request request)
    {
        var name = request.Required("Name", Shape.Any);
        return Names().IsMatch(name)
            ? [Node.Of("TopicArn", request.Account.Topics.Create(name, request.Caller.Region).Arn)]
            : throw Errors.InvalidParameter("Topic Name");
    }

    public static IReadOnlyList<Node>? Delete(Request request)
    {
        request.Account.Topics.Delete(request.TopicArn());
        return null;
    }

    public static IReadOnlyList<Node> GetAttributes(Request request)
    {
        var topic = request.Topic();
        return
        [
            Node.Map(
                "Attributes",
                new Dictionary<string, string>
                {
                    ["TopicArn"] = topic.Arn,
                    ["Owner"] = request.Account.Id,
                    ["DisplayName"] = "",
                    ["SubscriptionsConfirmed"] = $"{topic.Subscriptions.Count(subscription => subscription.Confirmed)}",
                    ["SubscriptionsPending"] = $"{topic.Subscriptions.Count(subscription => !subscription.Confirmed)}",
                    ["SubscriptionsDeleted"] = "0",
                }),
        ];
    }

    public static IReadOnlyList<Node> List(Request request) =>
        request.Page(request.Account.Topics, topic => topic.Arn, "Topics", topic => Node.Member(Node.Of("TopicArn", topic.Arn)));

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex Names();
}
