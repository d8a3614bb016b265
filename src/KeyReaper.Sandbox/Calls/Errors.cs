namespace KeyReaper.Sandbox.Calls;

/// <summary>AWS's errors with AWS's codes, statuses and wording.</summary>
internal static class Errors
{
    public static SandboxException NoSuchUser(string name) => new(404, "NoSuchEntity", $"The user with name {name} cannot be found.");

    public static SandboxException NoSuchAccessKey(string id) => new(404, "NoSuchEntity", $"The Access Key with id {id} cannot be found.");

    public static SandboxException UserExists(string name) => new(409, "EntityAlreadyExists", $"User with name {name} already exists.");

    public static SandboxException QuotaExceeded(string quota, int limit) =>
        new(409, "LimitExceeded", $"Cannot exceed quota for {quota}: {limit}");

    public static SandboxException ConcurrentModification() => new(
        409,
        "ConcurrentModification",
        "The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.");

    public static SandboxException InvalidInput(string message) => new(400, "InvalidInput", message);

    public static SandboxException RoleExists(string name) => new(409, "EntityAlreadyExists", $"Role with name {name} already exists.");

    public static SandboxException MalformedPolicy(string why) => new(400, "MalformedPolicyDocument", why);

    public static SandboxException Validation(string message) => new(400, "ValidationError", message);

    public static SandboxException Constraint(string value, string parameter, string constraint) =>
        Validation($"1 validation error detected: Value {value} at '{parameter}' failed to satisfy constraint: {constraint}");

    public static SandboxException InvalidParameter(string what) => new(400, "InvalidParameter", $"Invalid parameter: {what}");

    public static SandboxException NoSuchTopic() => new(404, "NotFound", "Topic does not exist");

    public static SandboxException InvalidAction(string action, string? version) => action.Length == 0
        ? new(400, "MissingAction", "The request must contain the parameter Action")
        : new(400, "InvalidAction", $"Could not find operation {action} for version {version ?? "NO_VERSION_SPECIFIED"}");

    public static SandboxException Throttled() => new(400, "Throttling", "Rate exceeded");
}
