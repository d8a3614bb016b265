using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Rules;

namespace KeyReaper;

internal enum Notify
{
    Always,
    Changes,
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
    public Policy Policy { get; init; } = new();
    public string? OwnerTag { get; init; }

    /// <summary>What tools leave on the users they make, in a key's name or as a value.</summary>
    public IReadOnlyList<TagPattern> ToolTags { get; init; } = [.. UsualToolTags.Split(',').Select(TagPattern.Parse)];
    public Notify Notify { get; init; }
    public InventoryChoice Inventory { get; init; }

    // Crossplane and AWS Controllers for Kubernetes tag what they make. CloudFormation does too, but of IAM users it is only hoped for
    // (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/527). The others are known by a tag that people add: ManagedBy=Terraform.
    private const string UsualToolTags =
        "aws:cloudformation:stack-name,*terraform*,*pulumi*,crossplane-*,services.k8s.aws/*,*=terraform*,*=opentofu*,*=cloudformation*,*=*cdk,*=pulumi*";

    /// <exception cref="SettingsException">Lists every problem at once.</exception>
    public static Settings Parse(Func<string, string?> environment)
    {
        var read = new Reader(environment);
        var settings = new Settings
        {
            TopicArn = read.Required("TOPIC_ARN", TopicForm(), "the ARN of a standard SNS topic, such as arn:aws:sns:eu-west-1:111122223333:keyreaper"),
            DryRun = read.Boolean("DRY_RUN", ifMissing: true),
            Policy = new()
            {
                UnusedPeriod = read.Days("UNUSED_DAYS", 30, from: 1),
                GracePeriod = read.Days("GRACE_DAYS", 30, from: 1),
                WarningPeriod = read.Days("WARN_DAYS", 7, from: 0),
                DeleteKeys = read.Boolean("DELETE_KEYS", ifMissing: true),
                MaxDeactivations = read.Number("MAX_DEACTIVATIONS", 100, 0, 10_000),
                MaxDeletions = read.Number("MAX_DELETIONS", 100, 0, 10_000),
                ExemptUsers = read.List("EXEMPT_USERS", UserPattern(), "IAM user names separated by commas, where * stands for any characters"),
                ExemptPaths = read.List("EXEMPT_PATHS", PathPrefix(), "beginnings of IAM user paths separated by commas, each starting with /, such as /ci/"),
            },
            OwnerTag = read.Optional("OWNER_TAG", TagKey(), "the key of an IAM user tag, such as owner"),
            ToolTags =
            [
                .. read.List("TOOL_TAGS", TagForm(), "keys of IAM user tags, or key=value, separated by commas, where * stands for any characters", UsualToolTags)
                    .Select(TagPattern.Parse),
            ],
            Notify = read.OneOf("NOTIFY", Notify.Always),
            Inventory = read.OneOf("INVENTORY", InventoryChoice.Auto),
        };

        return read.Problems.Count == 0 ? settings : throw new SettingsException(read.Problems);
    }

    // A FIFO topic takes no e-mail subscriptions and wants a message group, so it is refused here rather than by SNS.
    [GeneratedRegex(@"\Aarn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex TopicForm();

    [GeneratedRegex(@"\A[\w+=,.@*-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"\A/[\x21-\x7E]{0,511}\z")]
    private static partial Regex PathPrefix();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}\z")]
    private static partial Regex TagKey();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/+\-@*]{1,128}(=[\p{L}\p{Z}\p{N}_.:/=+\-@*]{1,256})?\z")]
    private static partial Regex TagForm();

    /// <summary>Reads one variable after the other and keeps the problems, so that all are told together.</summary>
    private sealed class Reader(Func<string, string?> environment)
    {
        public List<string> Problems { get; } = [];

        public string Required(string name, Regex form, string valid)
        {
            var text = environment(name) ?? "";
            if (!form.IsMatch(text)) Reject(name, text, valid);
            return text;
        }

        public string? Optional(string name, Regex form, string valid)
        {
            if (environment(name) is not { Length: > 0 } text) return null;
            if (!form.IsMatch(text)) Reject(name, text, valid);
            return text;
        }

        public string[] List(string name, Regex form, string valid, string ifMissing = "")
        {
            string[] items = [.. (environment(name) ?? ifMissing).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            foreach (var item in items.Where(item => !form.IsMatch(item))) Reject(name, item, valid);
            return items;
        }

        public bool Boolean(string name, bool ifMissing)
        {
            if (environment(name) is not { Length: > 0 } text) return ifMissing;
            if (!bool.TryParse(text, out var value) || text.Length != text.Trim().Length) Reject(name, text, "true and false");
            return value;
        }

        public TimeSpan Days(string name, int ifMissing, int from) => TimeSpan.FromDays(Number(name, ifMissing, from, 3650));

        public int Number(string name, int ifMissing, int from, int to)
        {
            if (environment(name) is not { Length: > 0 } text) return ifMissing;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to) return value;
            Reject(name, text, string.Create(CultureInfo.InvariantCulture, $"whole numbers from {from} to {to}"));
            return ifMissing;
        }

        public T OneOf<T>(string name, T ifMissing) where T : struct, Enum
        {
            if (environment(name) is not { Length: > 0 } text) return ifMissing;
            foreach (var value in Enum.GetValues<T>())
            {
                if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase)) return value;
            }

            Reject(name, text, string.Join(" and ", Enum.GetNames<T>().Select(one => one.ToLowerInvariant())));
            return ifMissing;
        }

        private void Reject(string name, string text, string valid) =>
            Problems.Add(text.Length == 0 ? $"{name} is not set. Valid: {valid}." : $"{name} is '{text}'. Valid: {valid}.");
    }
}

internal sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception($"KeyReaper did nothing: {problems.Count} of its environment variables cannot be used.\n- {string.Join("\n- ", problems)}")
{
    public IReadOnlyList<string> Problems => problems;
}
