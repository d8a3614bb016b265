using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>A line that builds and deploys a stack by the SAM CLI.</summary>
/// <param name="Build">The words of what comes before <c>&amp;&amp;</c>.</param>
/// <param name="Deploy">The words of what comes after it.</param>
internal sealed partial record SamCommand(IReadOnlyList<string> Build, IReadOnlyList<string> Deploy)
{
    /// <summary>Every such command that somebody is told to run: those in README and the pages that it links to, and the outputs of both stacks.</summary>
    public static IReadOnlyList<SamCommand> All =>
    [
        .. Markdown.Pages.SelectMany(Markdown.Commands).Where(line => line.Contains("sam ", StringComparison.Ordinal)).Select(Parse),
        Parse(Output(Template.Source.With(), "keyreaper")),
        Parse(Output(Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5")), "keyreaper-hub")),
    ];

    /// <summary>The template that is built, from the repository's top level.</summary>
    public string TemplateFile => Build.SkipWhile(word => word != "-t").ElementAtOrDefault(1) ?? "template.yaml";

    public string? StackName => Value("--stack-name");

    /// <summary>What the deployment names, parameter by parameter.</summary>
    public IReadOnlyDictionary<string, string> Parameters =>
        Deploy.SkipWhile(word => word != "--parameter-overrides").Skip(1).TakeWhile(word => word[0] != '-').Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    public string? Value(string option) => Deploy.SkipWhile(word => word != option).ElementAtOrDefault(1);

    public static SamCommand Parse(string line) => line.Split(" && ") switch
    {
        [var build, var deploy] => new(Words(build), Words(deploy)),
        _ => throw new FormatException($"A line that deploys first builds what it deploys, and does nothing else: {line}"),
    };

    public override string ToString() => $"{string.Join(' ', Build)} && {string.Join(' ', Deploy)}";

    private static string[] Words(string text) => [.. Word().Matches(text).Select(word => word.Value.Trim('\''))];

    private static string Output(Stack stack, string name) =>
        stack.Output("GoLive").Replace("${AWS::StackName}", name, StringComparison.Ordinal).Replace("${AWS::Region}", "eu-west-1", StringComparison.Ordinal);

    [GeneratedRegex("('[^']*'|[^ '])+")]
    private static partial Regex Word();
}
