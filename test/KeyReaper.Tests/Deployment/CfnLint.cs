namespace KeyReaper.Tests.Deployment;

/// <summary>AWS's linter for templates. Needs <c>[InstalledFact("cfn-lint")]</c>.</summary>
internal static class CfnLint
{
    /// <summary>Informational rules included: a silent linter means a clean template.</summary>
    /// <param name="extension"><c>yaml</c> or <c>json</c>.</param>
    public static (int ExitCode, string Complaints) Check(string template, string extension)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.{extension}");
        File.WriteAllText(file, template);
        try
        {
            var lint = Tool.Run("cfn-lint", ["--include-checks", "I", "--", file]);
            return (lint.ExitCode, lint.Output + lint.Errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
