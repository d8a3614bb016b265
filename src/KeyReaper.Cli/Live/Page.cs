namespace KeyReaper.Cli.Live;

/// <summary>The file that takes the HTML report. What it held before is kept until there is a new one.</summary>
internal sealed class Page : IAsyncDisposable
{
    private readonly FileStream file;

    private Page(FileStream file) => this.file = file;

    /// <exception cref="LiveException">It cannot be written.</exception>
    public static Page? Open(string? path)
    {
        if (path is null) return null;

        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LiveException($"--html is '{path}', which cannot be written: {error.Message}", error);
        }
    }

    public async Task WriteAsync(string html)
    {
        file.SetLength(0);
        await using var text = new StreamWriter(file, leaveOpen: true);
        await text.WriteAsync(html);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
