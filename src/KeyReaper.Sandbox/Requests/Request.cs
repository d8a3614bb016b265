using System.Globalization;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Requests;

/// <summary>A call that is passed to an action: what is asked for, by whom, and in which world.</summary>
internal sealed record Request(SandboxCall Call, Caller Caller, World World)
{
    public SandboxAccount Account => Caller.Account;

    /// <summary>A parameter in the shape the model asks for; null if the request has none.</summary>
    public string? Optional(string parameter, Shape shape) =>
        Call[parameter] is { } value ? shape.Check(value, InMessages(parameter)) : null;

    /// <summary>A parameter in the shape the model asks for.</summary>
    public string Required(string parameter, Shape shape) =>
        Optional(parameter, shape) ?? throw Errors.Constraint("null", InMessages(parameter), "Member must not be null");

    /// <summary>A whole number within the model's bounds; null if the request has none.</summary>
    public int? OptionalNumber(string parameter, int min, int max)
    {
        if (Call[parameter] is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new SandboxException(400, "MalformedInput", $"{text} is not a whole number");
        }

        var problem =
            number < min ? $"Member must have value greater than or equal to {min}"
            : number > max ? $"Member must have value less than or equal to {max}"
            : null;
        return problem is null ? number : throw Errors.Constraint($"'{number}'", InMessages(parameter), problem);
    }

    /// <summary>The prefixes of a list's items: <c>Tags.member.1</c>, <c>Tags.member.2</c>, ... up to the first gap.</summary>
    public IReadOnlyList<string> Items(string list, string item = "member") =>
    [
        .. Enumerable.Range(1, int.MaxValue - 1)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{list}.{item}.{n}"))
            .TakeWhile(prefix => Call.Parameters.Keys.Any(key => key == prefix || key.StartsWith(prefix + ".", StringComparison.Ordinal))),
    ];

    /// <summary>The user the request names, or else the user whose access key signed it.</summary>
    public SandboxUser UserOrCaller() => Optional("UserName", Shape.UserName) switch
    {
        { } name => Account.User(name),
        null => Caller.User ?? throw Errors.Validation("Must specify userName when calling with non-User credentials"),
    };

    // Tags.member.1.Key is tags.1.member.key in AWS's messages.
    private static string InMessages(string parameter) => string.Join(
        '.',
        parameter.Replace(".member.", ".", StringComparison.Ordinal).Split('.').Select(part =>
            char.IsDigit(part[0]) ? part + ".member" : char.ToLowerInvariant(part[0]) + part[1..]));
}
