using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>What a page tells its readers to run.</summary>
internal static partial class Markdown
{
    /// <summary>The lines of its blocks of commands.</summary>
    /// <param name="file">From the repository's top level.</param>
    public static IEnumerable<string> Commands(string file) => Fences(Repository.Read(file), "bash").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public static IEnumerable<string> Fences(string page, string language) =>
        Fence().Matches(page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["body"].Value);

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
