using System.Collections.Concurrent;
using PuppeteerSharp;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>A report in a browser: what a reader does with it and sees.</summary>
internal sealed class Opened : IAsyncDisposable
{
    public const string Search = """::-p-aria([name="Search"][role="searchbox"])""";
    public const string Count = """::-p-aria([role="status"])""";
    public const string Rows = "table.keys tbody tr";
    public const string Controls = "button, input";

    public Opened(IPage page)
    {
        Page = page;
        page.Request += (_, asked) => Requests.Add(asked.Request.Url);
        page.Console += (_, told) => Complaints.Enqueue(told.Message.Text);
        page.PageError += (_, told) => Complaints.Enqueue(told.Message);
    }

    public IPage Page { get; }
    public ConcurrentBag<string> Requests { get; } = [];

    /// <summary>Errors, breaches of the content security policy, and whatever else ends up in the console.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static string Button(string name) => $"""::-p-aria([name="{name}"][role="button"])""";

    /// <summary>Clicks the first of these elements.</summary>
    public async Task ClickAsync(string selector) => await (await Page.QuerySelectorAsync(selector)).ShouldNotBeNull(selector).ClickAsync();

    /// <summary>Replaces what is in the field, as by pasting.</summary>
    public async Task FillAsync(string selector, string text)
    {
        await (await OneAsync(selector)).EvaluateFunctionAsync("one => one.select()");
        await Page.Keyboard.SendCharacterAsync(text);
    }

    public async Task<string> TextAsync(string selector) => await (await OneAsync(selector)).EvaluateFunctionAsync<string>("one => one.textContent");

    public async Task<string?> AttributeAsync(string selector, string name) =>
        await (await OneAsync(selector)).EvaluateFunctionAsync<string?>("(one, name) => one.getAttribute(name)", name);

    /// <summary>How many of the elements are visible.</summary>
    public Task<int> VisibleAsync(string selector) => Page.EvaluateFunctionAsync<int>(
        """
        selector => [...document.querySelectorAll(selector)].filter(one => {
            const box = one.getBoundingClientRect();
            return box.width > 0 && box.height > 0 && one.checkVisibility({ visibilityProperty: true });
        }).length
        """,
        selector);

    public Task<int> CountAsync(string selector) => Page.EvaluateFunctionAsync<int>("selector => document.querySelectorAll(selector).length", selector);

    public Task<string[]> ColumnAsync(string name) => Page.EvaluateFunctionAsync<string[]>(
        "name => [...document.querySelectorAll(`table.keys tbody .${name}`)].map(cell => cell.querySelector('time')?.textContent ?? (name === 'verdict' ? cell.parentNode.id.slice(1) : undefined) ?? (cell.firstChild?.nodeName === 'SMALL' ? '' : cell.textContent))",
        name);

    public async ValueTask DisposeAsync() => await Page.BrowserContext.CloseAsync();

    private async Task<IElementHandle> OneAsync(string selector) => (await Page.QuerySelectorAllAsync(selector)).ShouldHaveSingleItem(selector);
}
