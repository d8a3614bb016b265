using System.Globalization;
using System.Net;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;
using KeyReaper.Sandbox.Requests;
using Tag = Amazon.IdentityManagement.Model.Tag;

namespace KeyReaper.Tests.Given.InMemory;

/// <summary>Fills in what the SDK would read from an answer's XML, directly from the data that the XML is written from. What is missing remains unset, even an empty list.</summary>
internal static class InMemoryAnswers
{
    public static AmazonWebServiceResponse Read(string action, Answer answer)
    {
        var response = Read(action, answer.Result ?? []);
        response.HttpStatusCode = HttpStatusCode.OK;
        response.ResponseMetadata = new() { RequestId = answer.RequestId };
        return response;
    }

    private static AmazonWebServiceResponse Read(string action, IReadOnlyList<Node> result) => action switch
    {
        "ListAccountAliases" => new ListAccountAliasesResponse { AccountAliases = result.Members("AccountAliases", alias => alias.Text!), IsTruncated = result.Flag("IsTruncated"), Marker = result.Text("Marker") },
        "ListUsers" => new ListUsersResponse { Users = result.Members("Users", user => User(user.Children)), IsTruncated = result.Flag("IsTruncated"), Marker = result.Text("Marker") },
        "GetUser" => new GetUserResponse { User = User(result.Inside("User")) },
        "ListAccessKeys" => new ListAccessKeysResponse { AccessKeyMetadata = result.Members("AccessKeyMetadata", key => Key(key.Children)), IsTruncated = result.Flag("IsTruncated"), Marker = result.Text("Marker") },
        "GetAccessKeyLastUsed" => new GetAccessKeyLastUsedResponse { UserName = result.Text("UserName"), AccessKeyLastUsed = LastUsed(result.Inside("AccessKeyLastUsed")) },
        "UpdateAccessKey" => new UpdateAccessKeyResponse(),
        "DeleteAccessKey" => new DeleteAccessKeyResponse(),
        "TagUser" => new TagUserResponse(),
        "UntagUser" => new UntagUserResponse(),
        "GenerateCredentialReport" => new GenerateCredentialReportResponse { State = result.Text("State"), Description = result.Text("Description") },
        "GetCredentialReport" => new GetCredentialReportResponse { Content = new(Convert.FromBase64String(result.Text("Content")!)), GeneratedTime = result.Time("GeneratedTime"), ReportFormat = result.Text("ReportFormat") },
        "Publish" => new PublishResponse { MessageId = result.Text("MessageId") },
        _ => throw new NotSupportedException($"{action} is not called in memory."),
    };

    private static User User(IReadOnlyList<Node> user) => new()
    {
        Path = user.Text("Path"),
        UserName = user.Text("UserName"),
        UserId = user.Text("UserId"),
        Arn = user.Text("Arn"),
        CreateDate = user.Time("CreateDate"),
        Tags = user.Members("Tags", tag => new Tag { Key = tag.Children.Text("Key"), Value = tag.Children.Text("Value") }),
    };

    private static AccessKeyMetadata Key(IReadOnlyList<Node> key) => new()
    {
        UserName = key.Text("UserName"),
        AccessKeyId = key.Text("AccessKeyId"),
        Status = key.Text("Status"),
        CreateDate = key.Time("CreateDate"),
    };

    private static AccessKeyLastUsed LastUsed(IReadOnlyList<Node> use) =>
        new() { LastUsedDate = use.Time("LastUsedDate"), ServiceName = use.Text("ServiceName"), Region = use.Text("Region") };

    private static Node? Find(this IReadOnlyList<Node> nodes, string name)
    {
        foreach (var node in nodes)
        {
            if (node.Name == name) return node;
        }

        return null;
    }

    private static IReadOnlyList<Node> Inside(this IReadOnlyList<Node> nodes, string name) => nodes.Find(name)?.Children ?? [];

    private static string? Text(this IReadOnlyList<Node> nodes, string name) => nodes.Find(name)?.Text;

    private static bool? Flag(this IReadOnlyList<Node> nodes, string name) => nodes.Text(name) is { } text ? bool.Parse(text) : null;

    private static DateTime? Time(this IReadOnlyList<Node> nodes, string name) =>
        nodes.Text(name) is { } text ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) : null;

    private static List<T>? Members<T>(this IReadOnlyList<Node> nodes, string name, Func<Node, T> read) =>
        nodes.Inside(name) is { Count: > 0 } members ? [.. members.Select(read)] : null;
}
