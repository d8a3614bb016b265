using KeyReaper.Pass;
using KeyReaper.Reporting;

namespace KeyReaper.Cli.Live;

/// <summary>The policy that lets a caller look, for one who may not.</summary>
internal static class Permissions
{
    // All of them: what is denied first hides what would have been denied next. Who one is may always be asked.
    private static readonly string[] Needed = [.. ReadOnlyCalls.Actions.Except(["GetCallerIdentity"]).Select(action => $"iam:{action}").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> ToAdd(Report report) => string.Join(", ", report.MissingPermissions) switch
    {
        "" => [],
        var missing =>
        [
            "",
            $"Your credentials may not call {missing}. Unless another policy denies it, with this one attached they can do all that a look takes:",
            $$"""{"Version": "2012-10-17", "Statement": [""",
            string.Join(",\n", Grant.Statements(report, Needed).Select(statement => $"  {statement}")),
            "]}",
        ],
    };
}
