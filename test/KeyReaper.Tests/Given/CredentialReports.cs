using System.Text;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Given;

internal static partial class CredentialReports
{
    /// <summary>IAM's answer with another report in it.</summary>
    /// <param name="change">From the rows, columns' names first, to those that are served.</param>
    public static string WithCsv(this string answer, Func<string[], IEnumerable<string>> change) => Content().Replace(answer, content =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', change(Encoding.UTF8.GetString(Convert.FromBase64String(content.Value)).Split('\n'))))));

    [GeneratedRegex("(?<=<Content>)[^<]*(?=</Content>)")]
    private static partial Regex Content();
}
