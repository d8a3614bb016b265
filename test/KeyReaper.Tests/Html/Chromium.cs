using KeyReaper.Cli.Html;
using KeyReaper.Tests.Given;
using Microsoft.Playwright;

namespace KeyReaper.Tests.Html;

/// <summary>The Chromium of this machine, started when the first test asks for it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("keyreaper-html-");
    private readonly Lazy<Task<IBrowser>> chromium;
    private IPlaywright? playwright;

    public Chromium() => chromium = new(StartAsync);

    /// <summary>A report as a file, opened. What goes wrong in it, and what it asks for, is in <see cref="Opened"/>.</summary>
    internal async Task<Opened> OpenAsync(Report report, BrowserNewContextOptions? options = null, string? beforeAll = null)
    {
        var file = Path.Combine(files.FullName, $"{Guid.NewGuid()}.html");
        await File.WriteAllTextAsync(file, HtmlReport.Render(report));

        var context = await (await chromium.Value).NewContextAsync(options ?? new());
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        if (beforeAll is not null) await context.AddInitScriptAsync(beforeAll);
        var opened = new Opened(await context.NewPageAsync());
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (chromium.IsValueCreated) await (await chromium.Value).DisposeAsync();
        playwright?.Dispose();
        files.Delete(recursive: true);
    }

    private async Task<IBrowser> StartAsync()
    {
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = InstalledFactAttribute.PathOf("chromium"), Args = ["--no-sandbox"] }); // root has no sandbox in a container
    }
}

internal sealed class Opened : IAsyncDisposable
{
    public Opened(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }
    public List<string> Requests { get; } = [];

    /// <summary>Errors, breaches of the content security policy, and whatever else ends up in the console.</summary>
    public List<string> Complaints { get; } = [];

    public ILocator Rows => Page.Locator("table.keys tbody tr:visible");

    public async Task<IReadOnlyList<string>> ColumnAsync(string name) =>
        await Page.EvaluateAsync<string[]>("name => [...document.querySelectorAll(`table.keys tbody .${name}`)].map(cell => cell.querySelector('time')?.dateTime ?? cell.dataset.rank ?? (cell.firstChild?.nodeName === 'SMALL' ? '' : cell.textContent))", name);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
