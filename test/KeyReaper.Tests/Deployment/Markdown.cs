using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>What the pages for users say, and what they tell their readers to run.</summary>
internal static partial class Markdown
{
    /// <summary>README and the pages of reference that it links to, from the repository's top level.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        ["README.md", "infra/README.md", "infra/PREVIEW.md", "infra/REPORT.md", "infra/LARGE-ACCOUNTS.md", "infra/AUDIT.md", "infra/install/README.md", "infra/organization/README.md"];

    /// <summary>The lines of a page's blocks of commands.</summary>
    /// <param name="file">From the repository's top level.</param>
    public static IEnumerable<string> Commands(string file) => Fences(Repository.Read(file), "bash").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public static IEnumerable<string> Fences(string page, string language) =>
        Fence().Matches(page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["body"].Value);

    /// <summary>The cells of the rows of the table behind a comment.</summary>
    public static IReadOnlyList<string[]> Table(string page, string name) =>
    [
        .. page[page.IndexOf($"<!-- {name}:", StringComparison.Ordinal)..]
            .Split('\n')
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
    ];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
