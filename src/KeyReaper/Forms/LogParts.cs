using System.Text;

namespace KeyReaper.Forms;

/// <summary>Splits lines into as few log events as possible. Each begins with the first line, which says what the rest belongs to.</summary>
internal static class LogParts
{
    // CloudWatch cuts off an event at 256 KiB; the difference is for the JSON that the runtime wraps around it.
    private const int Largest = 160 * 1024;

    public static IEnumerable<string> Of(IReadOnlyList<string> lines)
    {
        var continued = $"{lines[0]}, continued\n";
        var part = new StringBuilder();
        var size = 0;
        foreach (var line in lines)
        {
            var bytes = Encoding.UTF8.GetByteCount(line) + 1;
            if (size > 0 && size + bytes > Largest)
            {
                yield return part.ToString();
                part.Clear().Append(continued);
                size = Encoding.UTF8.GetByteCount(continued);
            }

            part.Append(line).Append('\n');
            size += bytes;
        }

        yield return part.ToString();
    }
}
