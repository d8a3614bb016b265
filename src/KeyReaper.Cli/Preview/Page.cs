using KeyReaper.Cli.Live;
using KeyReaper.Words;

namespace KeyReaper.Cli.Preview;

/// <summary>The file for the HTML report. An older page is kept until the new one is written, and a new file is removed again if no page comes.</summary>
internal sealed class Page : IAsyncDisposable
{
    private readonly FileStream file;
    private bool unwanted;

    private Page(FileStream file, bool isNew) => (this.file, unwanted) = (file, isNew);

    /// <exception cref="LiveException">The file cannot be written.</exception>
    public static Page Open(string path)
    {
        var isNew = !File.Exists(path);
        try
        {
#pragma warning disable CA2000 // the page disposes it
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0), isNew);
#pragma warning restore CA2000
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotBeWritten(path, path.Length == 0 ? "it names no file" : Directory.Exists(path) ? "it is a directory" : error.Message.TrimEnd('.'), error);
        }
    }

    public async Task WriteAsync(string html)
    {
        try
        {
            if (file.CanSeek) file.SetLength(0); // otherwise it is a pipe
            await using var text = new StreamWriter(file, leaveOpen: true);
            await text.WriteAsync(html);
            await text.FlushAsync();
            unwanted = false;
        }
        catch (IOException error)
        {
            throw CannotBeWritten(file.Name, error.Message.TrimEnd('.'), error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        if (unwanted) File.Delete(file.Name);
    }

    private static LiveException CannotBeWritten(string path, string why, Exception error) => new($"--html is '{Wording.Plain(path)}', which cannot be written: {Wording.Plain(why)}.", error);
}
