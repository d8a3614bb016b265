using KeyReaper.Cli.Html;
using KeyReaper.Pass;

namespace KeyReaper.Cli.Demo;

internal static class DemoPage
{
    /// <summary>Writes the page into a new folder, so that it overwrites neither another demo's page nor any other file.</summary>
    /// <returns>Where the page is, or why it could not be written.</returns>
    public static string Write(Report report)
    {
        try
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("keyreaper-demo-").FullName, "demo.html");
            File.WriteAllText(file, HtmlReport.Render(report));
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"demo.html could not be written: {error.Message}";
        }
    }
}
