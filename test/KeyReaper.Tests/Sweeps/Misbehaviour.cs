using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>A way for a call to go wrong.</summary>
/// <param name="Strikes">Which calls it can happen to.</param>
internal sealed record Misbehaviour(string Name, Func<CallName, bool> Strikes, Fault Fault)
{
    /// <summary>How often in a row; null for always.</summary>
    public int? Times { get; init; }

    /// <summary>Whether the SDK tries again, so that the pass is not affected.</summary>
    public bool IsGotOver { get; init; }

    /// <summary>Whether the connection breaks or stays silent, as opposed to an odd answer.</summary>
    public bool IsOfTheConnection =>
        Fault.Kind is FaultKind.ResetBeforeEffect or FaultKind.ResetAfterEffect or FaultKind.NoAnswerBeforeEffect or FaultKind.NoAnswerAfterEffect or FaultKind.StalledAnswer;

    /// <summary>Whether the text of the answer is odd. In memory there is no such text.</summary>
    public bool IsOfTheWire => Fault.Kind is FaultKind.Rewritten;

    /// <summary>Whether the odd answer still says the same as it would have said.</summary>
    public bool IsTrue { get; init; }

    /// <summary>
    /// Whether the pass may end well although it did less, since what IAM says is not a failure. A key that is gone is one such case, a status that IAM
    /// may have added is another. The third is an answer without its result, which the SDK reads as an empty list. For users KeyReaper distinguishes the
    /// two by IsTruncated, but moto never sends that with a list of keys. Nothing is done to keys that are not seen.
    /// </summary>
    public bool MayEndWell(CallName call) =>
        Fault.Kind is FaultKind.NoSuchEntity || Name is "with Status=Frozen"
        || (call.Action is "ListAccessKeys" && Name is "a page of HTML" or "without ListAccessKeysResult" or "with an empty ListAccessKeysResult");

    /// <summary>Whether KeyReaper is told that the key it deletes is gone, although it is not. It then forgets the key, finds it again, and the grace period begins anew.</summary>
    public bool StartsAnew(CallName call) => Fault.Kind is FaultKind.NoSuchEntity && call.Action is "DeleteAccessKey";

    public static IReadOnlyList<Misbehaviour> Answered { get; } = [.. Errors(), .. Texts(), .. Elements()];

    /// <summary>These only show after the client has waited.</summary>
    public static IReadOnlyList<Misbehaviour> Unanswered { get; } =
    [
        new("no answer, no effect", _ => true, new() { Kind = FaultKind.NoAnswerBeforeEffect }),
        new("no answer after the effect", call => !call.IsRead, new() { Kind = FaultKind.NoAnswerAfterEffect }),
        new("half an answer", _ => true, new() { Kind = FaultKind.StalledAnswer }),
    ];

    public override string ToString() => Name;

    private static IEnumerable<Misbehaviour> Errors()
    {
        (string, Fault)[] transient =
        [
            ("throttled", new() { Kind = FaultKind.Throttle }),
            ("500", new() { Kind = FaultKind.ServerError }),
            ("503", new() { Kind = FaultKind.Unavailable }),
            ("reset before the effect", new() { Kind = FaultKind.ResetBeforeEffect }),
            ("reset after the effect", new() { Kind = FaultKind.ResetAfterEffect }),
        ];
        foreach (var (name, fault) in transient)
        {
            yield return new($"{name} once", _ => true, fault) { Times = 1, IsGotOver = true };
            yield return new($"{name} for ever", _ => true, fault);
        }

        yield return new("access denied", _ => true, new() { Kind = FaultKind.AccessDenied });
        yield return new("no such entity", _ => true, new() { Kind = FaultKind.NoSuchEntity });
        yield return new("limit exceeded", _ => true, new() { Kind = FaultKind.Error, Status = 409, Code = "LimitExceeded", Message = "Cannot exceed quota" });
        yield return new("concurrent modification for ever", _ => true, new() { Kind = FaultKind.ConcurrentModification });
        yield return new("concurrent modification twice", call => call.Action is "TagUser" or "UntagUser", new() { Kind = FaultKind.ConcurrentModification }) { Times = 2, IsGotOver = true };
    }

    private static IEnumerable<Misbehaviour> Texts() =>
    [
        Rewritten("malformed XML", _ => true, text => text[..(text.Length / 2)]),
        Rewritten("an empty body", _ => true, _ => ""),
        Rewritten("a page of HTML", _ => true, _ => "<html><body>The proxy is down.</body></html>"),
        Rewritten("JSON", _ => true, _ => """{"message": "hello"}"""),
        Rewritten("a megabyte more than needed", _ => true, text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), $"<Padding>{new string('x', 1 << 20)}</Padding>")) with { IsTrue = true, IsGotOver = true },
        Rewritten("more pages for ever, without a marker", IsList, text => text.Replace("<IsTruncated>false", "<IsTruncated>true", StringComparison.Ordinal).Without("Marker")),
        Rewritten("the same marker for ever", IsList, text => text.Without("Marker").Replace("<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated><Marker>cD5uZXZlcg==</Marker>", StringComparison.Ordinal)),
    ];

    private static IEnumerable<Misbehaviour> Elements()
    {
        (string Action, string[] Elements)[] answers =
        [
            ("ListUsers", ["UserName", "Path", "Arn", "IsTruncated", "ListUsersResult"]),
            ("GetUser", ["UserName", "Path", "Arn", "Key", "User", "GetUserResult"]),
            ("ListAccessKeys", ["UserName", "AccessKeyId", "Status", "CreateDate", "IsTruncated", "ListAccessKeysResult"]),
            ("GetAccessKeyLastUsed", ["UserName", "LastUsedDate", "AccessKeyLastUsed", "GetAccessKeyLastUsedResult"]),
            ("GenerateCredentialReport", ["State", "GenerateCredentialReportResult"]),
            ("GetCredentialReport", ["Content", "GeneratedTime", "GetCredentialReportResult"]),
        ];
        foreach (var (action, element) in answers.SelectMany(answer => answer.Elements, (answer, element) => (answer.Action, element)))
        {
            var isTrue = action is "ListAccessKeys" && element is "IsTruncated"; // it then counts as the only page, as moto intends
            yield return Rewritten($"without {element}", call => call.Action == action, text => text.Without(element)) with { IsTrue = isTrue };
            yield return Rewritten($"with an empty {element}", call => call.Action == action, text => text.With(element, "")) with { IsTrue = isTrue };
        }

        (string Action, string Element, string Value)[] odd =
        [
            ("ListUsers", "IsTruncated", "maybe"), ("GetUser", "UserName", "cid"),
            ("ListAccessKeys", "CreateDate", "yesterday"), ("ListAccessKeys", "Status", "Frozen"), ("ListAccessKeys", "UserName", "cid"),
            ("GetAccessKeyLastUsed", "LastUsedDate", "yesterday"), ("GetAccessKeyLastUsed", "UserName", "cid"),
            ("GenerateCredentialReport", "State", "FROZEN"), ("GetCredentialReport", "Content", "!"), ("GetCredentialReport", "GeneratedTime", "yesterday"),
        ];
        foreach (var (action, element, value) in odd)
            yield return Rewritten($"with {element}={value}", call => call.Action == action && (value != "cid" || call.UserName != "cid"), text => text.With(element, value)) with { IsTrue = value is "Frozen" };
        yield return Rewritten("with IsTruncated=maybe", call => call.Action is "ListAccessKeys", text => text.With("IsTruncated", "maybe")) with { IsTrue = true };
    }

    private static bool IsList(CallName call) => call.Action is "ListUsers" or "ListAccessKeys";

    private static Misbehaviour Rewritten(string name, Func<CallName, bool> strikes, Func<string, string> rewrite) =>
        new(name, strikes, new() { Kind = FaultKind.Rewritten, Rewrite = (_, text) => rewrite(text) });
}

internal static class Xml
{
    public static string Without(this string text, string element) => Regex.Replace(text, $@"<{element}(\s[^>]*)?>.*?</{element}>|<{element}\s*/>", "", RegexOptions.Singleline);

    public static string With(this string text, string element, string value) =>
        Regex.Replace(text, $@"<{element}>.*?</{element}>|<{element}\s*/>", $"<{element}>{value}</{element}>", RegexOptions.Singleline);
}
