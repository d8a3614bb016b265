using System.Text.RegularExpressions;
using KeyReaper.Rules;

namespace KeyReaper.Asked;

internal enum Notify
{
    Always,
    Changes,
}

/// <summary>What somebody has taken note of, so that reports need not repeat it.</summary>
internal enum Acknowledgement
{
    RootAccessKey,
}

internal enum InventoryChoice
{
    Auto,
    Walk,
}

internal sealed partial record Settings
{
    public required string TopicArn { get; init; }
    public bool DryRun { get; init; } = true;

    public string Mode => DryRun ? DryRunMode : LiveMode;

    /// <summary>The mode, as programs read it.</summary>
    public string ModeWord => DryRun ? "dry-run" : "live";

    public Policy Policy { get; init; } = new();
    public string? OwnerTag { get; init; }

    /// <summary>Tags that tools leave on the users they create, recognized by key or by value.</summary>
    public IReadOnlyList<TagPattern> ToolTags { get; init; } = [.. UsualToolTags.Split(',').Select(TagPattern.Parse)];
    public Notify Notify { get; init; }

    public bool Acknowledges(Acknowledgement what) => Acknowledged.Contains(what);

    public IReadOnlyList<Acknowledgement> Acknowledged { get; init; } = [];

    /// <summary>The ARN of the stack that deployed the function, for links.</summary>
    public string? StackId { get; init; }

    /// <summary>A page for readers of reports, for links.</summary>
    public string? DocumentationUrl { get; init; }

    public InventoryChoice Inventory { get; init; }

    /// <summary>The organization that a hub's function serves; null if the function serves its own account only.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Path and name of the role that a hub's function assumes in each account.</summary>
    public string SpokeRole { get; init; } = UsualSpokeRole;

    public const string DryRunMode = "DRY RUN";
    public const string LiveMode = "LIVE";

    private const string UsualSpokeRole = "keyreaper/KeyReaperSpoke";

    // Crossplane and AWS Controllers for Kubernetes tag what they create. So does CloudFormation, but not yet IAM users
    // (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/527). The others are recognized by tags that people add, such as ManagedBy=Terraform.
    private const string UsualToolTags =
        "aws:cloudformation:stack-name,*terraform*,*pulumi*,crossplane-*,services.k8s.aws/*,*=terraform*,*=opentofu*,*=cloudformation*,*=*cdk,*=pulumi*";

    /// <exception cref="SettingsException">Lists every problem at once.</exception>
    public static Settings Parse(Func<string, string?> environment)
    {
        var read = new SettingsReader(environment);
        var settings = new Settings
        {
            TopicArn = read.Required("TOPIC_ARN", TopicForm(), "the ARN of a standard SNS topic, such as arn:aws:sns:eu-west-1:111122223333:keyreaper"),
            DryRun = read.Boolean("DRY_RUN", ifMissing: true),
            Policy = new()
            {
                UnusedPeriod = read.Days("UNUSED_DAYS", 30, from: 1),
                GracePeriod = read.Days("GRACE_DAYS", 30, from: 1),
                WarningPeriod = read.Days("WARN_DAYS", 7, from: 0),
                PasswordPeriod = read.Days("PASSWORD_DAYS", 45, from: 0),
                LongestPause = TimeSpan.FromDays(read.Number("LONGEST_PAUSE_DAYS", 8, 1, 31)),
                DeleteKeys = read.Boolean("DELETE_KEYS", ifMissing: true),
                MaxDeactivations = read.Number("MAX_DEACTIVATIONS", 100, 0, 10_000),
                MaxDeletions = read.Number("MAX_DELETIONS", 100, 0, 10_000),
                LongestExemption = read.Number("MAX_EXEMPT_DAYS", 0, 1, 3650) is var longest and > 0 ? TimeSpan.FromDays(longest) : null,
                ExemptUsers = read.UserNames("EXEMPT_USERS"),
                ExemptPaths = read.UserPaths("EXEMPT_PATHS"),
            },
            OwnerTag = read.Optional("OWNER_TAG", TagKey(), "the key of an IAM user tag, such as owner"),
            ToolTags =
            [
                .. read.List("TOOL_TAGS", TagForm(), "keys of IAM user tags, or key=value, separated by commas, where * stands for any characters", UsualToolTags)
                    .Select(TagPattern.Parse),
            ],
            Notify = read.OneOf("NOTIFY", Notify.Always),
            Acknowledged = read.AllOf<Acknowledgement>("ACKNOWLEDGE"),
            StackId = read.Optional("STACK_ID", StackForm(), "the ARN of a CloudFormation stack, or nothing"),
            DocumentationUrl = read.Optional("DOCUMENTATION_URL", UrlForm(), "an address that begins with https://, or nothing"),
            Inventory = read.OneOf("INVENTORY", InventoryChoice.Auto),
            OrganizationId = read.Optional("ORGANIZATION_ID", OrganizationForm(), "the id of an AWS organization, such as o-a1b2c3d4e5, or nothing where the function serves its own account only"),
            SpokeRole = read.Optional("SPOKE_ROLE", RoleForm(), $"the path and name of an IAM role, such as {UsualSpokeRole}") ?? UsualSpokeRole,
        };

        return read.Problems.Count == 0 ? settings : throw new SettingsException(read.Problems);
    }

    // A FIFO topic takes no e-mail subscriptions and wants a message group, so it is refused here rather than by SNS.
    [GeneratedRegex(@"\Aarn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex TopicForm();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}\z")]
    private static partial Regex TagKey();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/+\-@*]{1,128}(=[\p{L}\p{Z}\p{N}_.:/=+\-@*]{1,256})?\z")]
    private static partial Regex TagForm();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:cloudformation:[a-z0-9-]+:[0-9]{12}:stack/[A-Za-z0-9/-]+\z")]
    private static partial Regex StackForm();

    // People click on it in a text, so it has no blank, quote, bracket or control character that could end it early or hide part of it.
    [GeneratedRegex(@"\Ahttps://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/?#&=%:@!$+,;-]*)?\z")]
    private static partial Regex UrlForm();

    [GeneratedRegex(@"\Ao-[a-z0-9]{10,32}\z")]
    private static partial Regex OrganizationForm();

    [GeneratedRegex(@"\A([\w+=,.@-]+/)*[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleForm();
}

internal sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception($"KeyReaper did nothing: {problems.Count} of its environment variables cannot be used.\n- {string.Join("\n- ", problems)}")
{
    public IReadOnlyList<string> Problems => problems;
}
