using System.Text.Json;
using System.Text.RegularExpressions;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

/// <summary>
/// The Principal of a statement, after https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html. An ARN
/// stands for exactly one caller: it has no wildcards.
/// </summary>
internal sealed partial record Principals(IReadOnlyList<Func<Principal, Trust>> Each)
{
    public Trust Trust(Principal caller) => Each.Max(trust => trust(caller));

    public static Principals Parse(IReadOnlyDictionary<string, JsonElement> statement)
    {
        if (!statement.TryGetValue("Principal", out var principal)) throw Errors.MalformedPolicy("A statement of a trust policy has no Principal");
        if (principal.ValueKind == JsonValueKind.String) return new([principal.ValueEquals("*") ? Anyone : throw Invalid("AWS", $"{principal}")]);

        var each = principal.Members("Principal", "AWS", "Service")
            .SelectMany(kind => kind.Value.Texts(kind.Key).Select(text => kind.Key == "AWS" ? Aws(text) : Service(text)))
            .ToArray();
        return each.Length > 0 ? new(each) : throw Errors.MalformedPolicy("Principal is empty");
    }

    private static Trust Anyone(Principal caller) => Policies.Trust.Caller;

    private static Func<Principal, Trust> Aws(string text) => text switch
    {
        "*" => Anyone,
        _ when Account().Match(text) is { Success: true } account =>
            caller => caller.AccountId == account.Groups["id"].Value ? Policies.Trust.Account : Policies.Trust.None,
        _ when Identity().IsMatch(text) => caller => text == caller.Arn || text == caller.SessionArn ? Policies.Trust.Caller : Policies.Trust.None,
        _ => throw Invalid("AWS", text),
    };

    // Services assume their roles by themselves, not by requests that could arrive here.
    private static Func<Principal, Trust> Service(string text) =>
        ServiceName().IsMatch(text) ? _ => Policies.Trust.None : throw Invalid("SERVICE", text);

    private static SandboxException Invalid(string kind, string text) =>
        Errors.MalformedPolicy($"Invalid principal in policy: \"{kind}\":\"{text}\"");

    [GeneratedRegex(@"\A(arn:aws[a-z-]*:iam::(?<id>\d{12}):root|(?<id>\d{12}))\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Account();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:(iam::\d{12}:(role|user)|sts::\d{12}:assumed-role)/[\w+=,.@/-]+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Identity();

    [GeneratedRegex(@"\A[a-z0-9.-]+\.amazonaws\.com(\.cn)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ServiceName();
}
