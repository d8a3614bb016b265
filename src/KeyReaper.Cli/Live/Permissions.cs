using KeyReaper.Reporting;

namespace KeyReaper.Cli.Live;

/// <summary>The policy that would let the caller read what was denied.</summary>
internal static class Permissions
{
    public static IReadOnlyList<string> ToAdd(Report report)
    {
        string[] missing = [.. report.MissingPermissions];
        return missing.Length == 0
            ? []
            :
            [
                "",
                $"Your credentials may not call {string.Join(", ", missing)}. Unless another policy denies it, attaching this one lets them:",
                $$"""{"Version": "2012-10-17", "Statement": [""",
                string.Join(",\n", Grant.Statements(report, missing).Select(statement => $"  {statement}")),
                "]}",
            ];
    }
}
