using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Forms;

/// <summary>Links to the AWS console. They open in whichever account the reader is signed in to. Null in partitions without a public console.</summary>
internal static class ConsoleLinks
{
    /// <summary>The page on which the user's access keys are turned on and off.</summary>
    public static string? Credentials(IamUser user) => User(user, "security_credentials");

    /// <summary>The page on which the user is exempted.</summary>
    public static string? Tags(IamUser user) => User(user, "tags");

    /// <param name="arn">Such as arn:aws:cloudformation:eu-west-1:111122223333:stack/name/id.</param>
    public static string? Stack(string arn) => Page(arn, "cloudformation", $"#/stacks/stackinfo?stackId={Uri.EscapeDataString(arn)}");

    /// <param name="arn">The ARN of an execution, such as arn:aws:states:eu-west-1:111122223333:execution:name:id.</param>
    public static string? Execution(string arn) => arn.Split(':') is ["arn", _, "states", _, _, "execution", _, _] ? Page(arn, "states", $"#/v2/executions/details/{arn}") : null;

    public static string? Log(Origin origin) => origin.LogGroup.Length == 0 ? null : Page(
        origin.FunctionArn, "cloudwatch", $"#logsV2:log-groups/log-group/{Twice(origin.LogGroup)}/log-events/{Twice(origin.LogStream)}");

    private static string? User(IamUser user, string tab) =>
        Host(user.Arn, region: null) is { } host ? $"{host}/iam/home#/users/details/{Uri.EscapeDataString(user.Name)}?section={tab}" : null;

    private static string? Page(string arn, string service, string view) =>
        arn.Split(':') is [_, _, _, { Length: > 0 } region, ..] && Host(arn, region) is { } host ? $"{host}/{service}/home?region={region}{view}" : null;

    /// <param name="region">Null for a service without Regions.</param>
    private static string? Host(string arn, string? region) => arn.Split(':').ElementAtOrDefault(1) switch
    {
        "aws" => "console.aws.amazon.com",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        "aws-cn" => "console.amazonaws.cn",
        _ => null,
    } is { } name ? $"https://{(region is null ? "" : $"{region}.")}{name}" : null;

    // CloudWatch's console decodes names in the fragment twice, and uses $ for %.
    private static string Twice(string name) => Uri.EscapeDataString(Uri.EscapeDataString(name)).Replace('%', '$');
}
