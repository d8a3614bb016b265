using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KeyReaper.Reporting;

/// <summary>A report as SNS takes it: a subject, a body with one text for each kind of subscriber, and the attributes that subscribers filter by.</summary>
internal sealed record Message(string Subject, string Body, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>SNS counts all variants and the attributes together, in bytes of UTF-8.</summary>
    public const int Largest = 262_144;

    public const string AttributeType = "String";

    public int Bytes => Encoding.UTF8.GetByteCount(Body) + Size(Attributes);

    private const int RoomForJson = 64 * 1024;  // each of two copies
    private const int RoomForFrame = 256;
    private const int SmallestKey = 128;        // of JSON: there is no point in trying more keys than fit at that size

    /// <param name="lines">The report as text.</param>
    public static Message Of(Report report, IReadOnlyList<string> lines)
    {
        var json = LargestFitting(most => JsonReport.Render(report, most), RoomForJson / SmallestKey, RoomForJson);
        var attributes = AttributesOf(report);
        var text = Fit(lines, Largest - RoomForFrame - (2 * Encoded(json)) - Size(attributes));

        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("default", text); // e-mail and all others fall back to it
            writer.WriteString("sqs", json);
            writer.WriteString("lambda", json);
            writer.WriteEndObject();
        }

        return new(Reporting.Subject.Of(report), Encoding.UTF8.GetString(body.ToArray()), attributes);
    }

    private static Dictionary<string, string> AttributesOf(Report report) => new()
    {
        ["account"] = report.AccountId,
        ["mode"] = report.ModeWord,
        ["outcome"] = JsonWord.Of(report.Upshot),
        ["audience"] = "summary",
    };

    private static int Size(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + AttributeType.Length + Encoding.UTF8.GetByteCount(attribute.Value));

    /// <summary>As many whole lines as fit. What is left out is counted in its place, and the last lines are always there.</summary>
    internal static string Fit(IReadOnlyList<string> lines, int room)
    {
        if (lines.Sum(Size) <= room) return string.Join('\n', lines);

        string[] end = [.. lines.Skip(Math.Max(0, lines.Count - 2))];
        var left = room - end.Sum(Size) - Size(LeftOut(lines.Count));

        var fitting = 0;
        while (fitting < lines.Count - end.Length && (left -= Size(lines[fitting])) >= 0) fitting++;

        return string.Join('\n', [.. lines.Take(fitting), LeftOut(lines.Count - end.Length - fitting), .. end]);
    }

    private static string LeftOut(int lines) =>
        string.Create(CultureInfo.InvariantCulture, $"[{lines} lines left out: a message holds 256 KiB. The function's log has the whole report.]");

    /// <summary>The largest of the documents that fits: the more is listed, the larger it is.</summary>
    private static string LargestFitting(Func<int, string> render, int most, int room)
    {
        var (fitting, tooMany) = (0, most + 1);
        while (tooMany - fitting > 1)
        {
            var middle = (fitting + tooMany) / 2;
            (fitting, tooMany) = Encoded(render(middle)) <= room ? (middle, tooMany) : (fitting, middle);
        }

        return render(fitting);
    }

    private static int Size(string line) => Encoded(line) + 2; // and its line break, escaped

    /// <summary>Bytes of the text inside a JSON string.</summary>
    private static int Encoded(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
}
