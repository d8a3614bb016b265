using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

/// <summary>The policies of a stack's role as a deployment in the sandbox's account would make them, and the same with something left out.</summary>
internal sealed class RolePolicies
{
    public const string KeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static readonly Dictionary<string, string> KnownOnlyWhenDeployed = new()
    {
        ["${AWS::Partition}"] = "aws",
        ["${Topic}"] = "arn:aws:sns:eu-west-1:111122223333:keyreaper",
        ["${Key.Arn}"] = KeyArn,
        ["${LogGroup.Arn}"] = "arn:aws:logs:eu-west-1:111122223333:log-group:keyreaper-LogGroup:*",
        ["${FailedRuns.Arn}"] = "arn:aws:sqs:eu-west-1:111122223333:keyreaper-FailedRuns",
    };

    private readonly JsonArray policies;

    private RolePolicies(JsonArray policies) => this.policies = policies;

    /// <summary>A live stack that encrypts its topic, and so has every permission that the template can grant.</summary>
    public static RolePolicies Live { get; } = Of(Template.Source.With(("DryRun", "false"), ("Encryption", "create")));

    public static RolePolicies Rehearsing { get; } = Of(Template.Source.With(("DryRun", "true"), ("Encryption", "create")));

    /// <summary>The policies as JSON.</summary>
    public IReadOnlyList<string> Documents => [.. policies.Select(policy => policy!.ToJsonString())];

    /// <summary>
    /// Everything that can be left out: each statement, each of its actions if it has several, each of its conditions. Except for what Lambda itself does
    /// in the role's name (log, queue), which no pass can miss.
    /// </summary>
    public IEnumerable<string> Parts => Statements(policies).Where(statement => !Actions(statement).Any(IsForLambdaItself)).SelectMany(PartsOf);

    /// <summary>Whether AWS alone uses it, in the role's name.</summary>
    public static bool IsForLambdaItself(string action) => action.Split(':')[0] is "logs" or "sqs";

    public static RolePolicies Of(Stack stack, string accountId = "111122223333")
    {
        var text = new JsonArray([.. stack.RolePolicies().Select(policy => policy.DeepClone())]).ToJsonString().Replace("${AWS::AccountId}", accountId, StringComparison.Ordinal);
        return new(JsonNode.Parse(KnownOnlyWhenDeployed.Aggregate(text, (json, known) => json.Replace(known.Key, known.Value, StringComparison.Ordinal)))!.AsArray());
    }

    /// <param name="part">One of <see cref="Parts"/>, such as <c>ReadUsers</c> or <c>ReadUsers iam:GetUser</c>.</param>
    public RolePolicies Without(string part)
    {
        var copy = policies.DeepClone().AsArray();
        var statement = Statements(copy).Single(one => PartsOf(one).Contains(part));
        switch (part.Split(' '))
        {
            case [_]: statement.Parent!.AsArray().Remove(statement); break;
            case [_, "condition", var operation]: statement["Condition"]!.AsObject().Remove(operation).ShouldBeTrue(); break;
            case [_, var action]: statement["Action"] = new JsonArray([.. Actions(statement).Where(one => one != action).Select(one => JsonValue.Create(one))]); break;
        }

        return new(copy);
    }

    /// <summary>Without one action, which exactly one statement allows.</summary>
    public RolePolicies WithoutAction(string action)
    {
        var allowing = Statements(policies).Select(Statement.From).Single(statement => statement.Effect == "Allow" && statement.Actions.Contains(action));
        return Without(allowing.Actions.Count == 1 ? allowing.Sid : $"{allowing.Sid} {action}");
    }

    private static IEnumerable<string> PartsOf(JsonNode statement) =>
    [
        Sid(statement),
        .. Actions(statement) is [_, _, ..] several ? several.Select(action => $"{Sid(statement)} {action}") : [],
        .. (statement["Condition"]?.AsObject() ?? []).Select(test => $"{Sid(statement)} condition {test.Key}"),
    ];

    private static IEnumerable<JsonNode> Statements(JsonArray policies) => policies.SelectMany(policy => policy!["Statement"]!.AsArray()).Select(statement => statement!);

    private static IReadOnlyList<string> Actions(JsonNode statement) => Statement.From(statement).Actions;

    private static string Sid(JsonNode statement) => Statement.From(statement).Sid;
}
