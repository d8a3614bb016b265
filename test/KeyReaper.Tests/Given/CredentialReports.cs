using System.Text;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Given;

internal static partial class CredentialReports
{
    /// <summary>IAM's answer with a changed report in it.</summary>
    /// <param name="change">Turns the rows, beginning with the columns' names, into those that are served.</param>
    public static string WithCsv(this string answer, Func<string[], IEnumerable<string>> change) => Content().Replace(answer, content =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', change(Encoding.UTF8.GetString(Convert.FromBase64String(content.Value)).Split('\n'))))));

    [GeneratedRegex("(?<=<Content>)[^<]*(?=</Content>)")]
    private static partial Regex Content();
}
