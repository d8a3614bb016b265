using KeyReaper.Cli.Html;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;
using PuppeteerSharp;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>The Chromium of this machine, started when the first test asks for it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Long enough for a page of thousands of keys on a busy machine. No test that passes waits that long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("keyreaper-html-");
    private readonly Lazy<Task<IBrowser>> chromium = new(() => Puppeteer.LaunchAsync(new()
    {
        ExecutablePath = InstalledFactAttribute.PathOf("chromium"),
        Args = ["--no-sandbox", "--disable-gpu"], // in a container root has no sandbox; and without a graphics card Chromium would imitate one
    }));

    /// <summary>Opens a report as a file. <see cref="Opened"/> has what goes wrong in it and what it asks for.</summary>
    /// <param name="before">What is set on the page before it loads.</param>
    internal Task<Opened> OpenAsync(Report report, Func<IPage, Task>? before = null) => OpenAsync(HtmlReport.Render(report), before);

    internal async Task<Opened> OpenAsync(string html, Func<IPage, Task>? before = null)
    {
        var file = Path.Combine(files.FullName, $"{Guid.NewGuid()}.html");
        await File.WriteAllTextAsync(file, html);

        var context = await (await chromium.Value).CreateBrowserContextAsync();
        var opened = new Opened(await context.NewPageAsync());
        if (before is not null) await before(opened.Page);
        await opened.Page.GoToAsync(new Uri(file).AbsoluteUri, timeout: (int)Patience.TotalMilliseconds);
        return opened;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (chromium.IsValueCreated) await (await chromium.Value).DisposeAsync();
        files.Delete(recursive: true);
    }
}
