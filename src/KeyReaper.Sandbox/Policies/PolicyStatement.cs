using System.Text.Json;
using System.Text.RegularExpressions;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

internal sealed partial record PolicyStatement(bool Denies, Scope Actions, Scope Resources, IReadOnlyList<PolicyCondition> Conditions)
{
    public bool AppliesTo(AccessRequest request) =>
        Actions.Covers(request.Action)
        && Resources.Covers(request.Resource)
        && Conditions.All(condition => condition.Holds(request.Context));

    public static PolicyStatement Parse(JsonElement element)
    {
        // Principal is not among them, since it belongs in the policies of resources.
        var members = element.Members("A statement", "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
        return Of(members, Scope(members, "Resource", Resource));
    }

    public static PolicyStatement Of(IReadOnlyDictionary<string, JsonElement> members, Scope resources) => new(
        IsDeny(members),
        Scope(members, "Action", Action),
        resources,
        members.TryGetValue("Condition", out var conditions) ? [.. PolicyCondition.ParseAll(conditions)] : []);

    private static bool IsDeny(IReadOnlyDictionary<string, JsonElement> members) =>
        members.TryGetValue("Effect", out var effect) && effect.ValueKind == JsonValueKind.String
            ? effect.GetString() switch
            {
                "Allow" => false,
                "Deny" => true,
                var other => throw Errors.MalformedPolicy($"Effect is {other}, neither Allow nor Deny"),
            }
            : throw Errors.MalformedPolicy("A statement has no Effect");

    private static Scope Scope(IReadOnlyDictionary<string, JsonElement> members, string element, Func<string, Pattern> pattern) =>
        (members.TryGetValue(element, out var these), members.TryGetValue("Not" + element, out var others)) switch
        {
            (true, false) => new([.. these.Texts(element).Select(pattern)], Not: false),
            (false, true) => new([.. others.Texts("Not" + element).Select(pattern)], Not: true),
            _ => throw Errors.MalformedPolicy($"A statement has to have one of {element} and Not{element}"),
        };

    private static Pattern Action(string text) => Actionlike().IsMatch(text)
        ? Pattern.IgnoringCase(text)
        : throw Errors.MalformedPolicy($"{text} is not an action");

    private static Pattern Resource(string text) =>
        text == "*" ? Pattern.Of(text)
        : text.StartsWith("arn:", StringComparison.Ordinal) ? Pattern.Arn(text)
        : throw Errors.MalformedPolicy($"{text} is neither an ARN nor *");

    [GeneratedRegex(@"\A(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)\z")]
    private static partial Regex Actionlike();
}
