using KeyReaper.Pass;
using KeyReaper.Reporting;

namespace KeyReaper.Cli.Live;

/// <summary>The policy that a caller lacks who may not look.</summary>
internal static class Permissions
{
    // All actions, because the first denial hides the ones that would follow. GetCallerIdentity is always allowed.
    private static readonly string[] Needed = [.. ReadOnlyCalls.Actions.Except(["GetCallerIdentity"]).Select(action => $"iam:{action}").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> ToAdd(Report report) => string.Join(", ", report.MissingPermissions) switch
    {
        "" => [],
        var missing =>
        [
            "",
            $"Your credentials may not call {missing}. With this policy attached they can read all that is needed, unless another policy denies it:",
            $$"""{"Version": "2012-10-17", "Statement": [""",
            string.Join(",\n", Grant.Statements(report, Needed).Select(statement => $"  {statement}")),
            "]}",
        ],
    };
}
