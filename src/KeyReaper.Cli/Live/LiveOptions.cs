using System.CommandLine;
using System.CommandLine.Completions;
using Amazon;
using Amazon.Runtime.CredentialManagement;
using KeyReaper.Asked;

namespace KeyReaper.Cli.Live;

/// <summary>The options of commands that look at a real account: whose credentials, and the settings a deployment would have.</summary>
internal sealed class LiveOptions
{
    /// <summary>An option for each setting that matters here, with the same name: <c>UNUSED_DAYS</c> becomes <c>--unused-days</c>.</summary>
    private readonly Dictionary<string, Option<string?>> settings = new[]
    {
        ("UNUSED_DAYS", "days", "Idle days until an active key is deactivated. Default 30."),
        ("GRACE_DAYS", "days", "Days an inactive key is kept before it is deleted. Default 30."),
        ("WARN_DAYS", "days", "How many days before either of these a key is announced. Default 7."),
        ("PASSWORD_DAYS", "days", "Days without a sign-in after which a console password is listed; 0 lists none. Default 45."),
        ("LONGEST_PAUSE_DAYS", "days", "Days between two live passes that still count as watching. Default 8."),
        ("DELETE_KEYS", "true|false", "false deactivates only. Default true."),
        ("MAX_DEACTIVATIONS", "number", "The brake for deactivations in one pass. Default 100."),
        ("MAX_DELETIONS", "number", "The brake for deletions in one pass. Default 100."),
        ("MAX_EXEMPT_DAYS", "days", "How long a tag may exempt before the report says that it is too long. Default no limit."),
        ("EXEMPT_USERS", "names", "User names separated by commas, * for any characters, =2C for a comma in a name."),
        ("EXEMPT_PATHS", "paths", "Beginnings of user paths separated by commas, such as /ci/; =2C for a comma in a path."),
        ("OWNER_TAG", "key", "User tag that names a key's owner."),
        ("TOOL_TAGS", "tags", "User tags that show that a tool made the user, each a key or key=value, * for any characters."),
        ("INVENTORY", "auto|walk", "auto lets the credential report rule users out; walk reads every user. Default auto."),
    }.ToDictionary(one => one.Item1, one => new Option<string?>(NameOf(one.Item1)) { HelpName = one.Item2, Description = one.Item3 });

    private readonly Option<string?> profile = new("--profile") { HelpName = "name", Description = "The profile to take credentials from. Without it: AWS_PROFILE, the environment, the default profile." };
    private readonly Option<string?> region = new("--region") { HelpName = "name", Description = "IAM is global: the Region only decides the partition and the sign-in endpoint. Needed for AWS China, GovCloud and the like." };

    public void AddTo(Command command)
    {
        foreach (var option in settings.Values.Append(profile).Append(region)) command.Add(option);

        foreach (var option in settings.Values.Where(option => option.HelpName!.Contains('|', StringComparison.Ordinal))) option.CompletionSources.Add(option.HelpName!.Split('|'));
        profile.CompletionSources.Add(_ => new CredentialProfileStoreChain().ListProfiles().Select(one => new CompletionItem(one.Name.Trim('"', '\''))));
        region.CompletionSources.Add(_ => RegionEndpoint.EnumerableAllRegions.Select(one => new CompletionItem(one.SystemName)));
    }

    public string? Profile(ParseResult given) => given.GetValue(profile);

    public string? Region(ParseResult given) => given.GetValue(region);

    /// <summary>Settings as <see cref="KeyReaper.Asked.Settings.Parse"/> would read them from a deployment's environment. It is always a dry run.</summary>
    /// <param name="partition">Such as <c>aws</c>. The policies in the report take it from the topic's ARN.</param>
    /// <exception cref="LiveException">Names every option with an invalid value.</exception>
    public Settings Settings(ParseResult given, string partition)
    {
        try
        {
            return KeyReaper.Asked.Settings.Parse(variable => variable switch
            {
                "TOPIC_ARN" => $"arn:{partition}:sns:us-east-1:000000000000:nobody", // nothing is published
                _ => settings.TryGetValue(variable, out var option) ? given.GetValue(option) : null,
            });
        }
        catch (SettingsException error)
        {
            throw new LiveException(string.Join('\n', error.Problems.Select(InOptions)), error);
        }
    }

    // A problem begins with the name of the variable.
    private static string InOptions(string problem) => problem.Split(' ', 2) is [var variable, var rest] ? $"{NameOf(variable)} {rest}" : problem;

    private static string NameOf(string variable) => $"--{variable.ToLowerInvariant().Replace('_', '-')}";
}

/// <summary>Why a command could not do its work, and what to do about it. The command then says nothing else.</summary>
internal sealed class LiveException(string message, Exception? cause = null) : Exception(message, cause);
