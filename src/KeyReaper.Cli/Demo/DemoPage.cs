using KeyReaper.Cli.Html;
using KeyReaper.Pass;

namespace KeyReaper.Cli.Demo;

internal static class DemoPage
{
    /// <summary>Into a folder of its own, where it is in nobody's way: neither another demo's, nor that of a file that is here.</summary>
    /// <returns>Where it is, or why it is nowhere.</returns>
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
