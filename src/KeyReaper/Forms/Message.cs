using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KeyReaper.Words;

namespace KeyReaper.Forms;

/// <summary>A report as SNS takes it: a subject, a body with one text for each kind of subscriber, and the attributes that subscribers filter by.</summary>
internal sealed record Message(string Subject, string Body, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>SNS counts all variants and the attributes together, in bytes of UTF-8.</summary>
    public const int Largest = 262_144;

    private const string AttributeType = "String"; // of each attribute, as Topic sends it: its name counts too

    public int Bytes => Encoding.UTF8.GetByteCount(Body) + Size(Attributes);

    private const int LeastRoomForJson = 64 * 1024; // for each of the two copies; more if the text leaves more
    private const int RoomForFrame = 256;
    private const int SmallestKey = 128;            // in bytes of JSON: trying more keys than would fit at this size is pointless

    /// <param name="ending">How many lines at the end are always kept, unless they are most of what fits.</param>
    /// <param name="last">How many lines at the end are kept in any case.</param>
    /// <param name="json">Makes the report for programs, with at most this many entries.</param>
    public static Message Of(string subject, IReadOnlyList<string> lines, int ending, int last, string card, Func<int, string> json, IReadOnlyDictionary<string, string> attributes)
    {
        var room = Largest - RoomForFrame - Size(attributes) - Encoded(card);
        var roomForJson = Math.Max(LeastRoomForJson, (room - lines.Sum(Size)) / 2);
        var document = Fitting.Most(json, roomForJson / SmallestKey, document => Encoded(document) <= roomForJson);
        var text = Fit(lines, room - (2 * Encoded(document)), ending + 1, last + 1);

        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("default", text); // for e-mail and all other kinds of subscriber
            writer.WriteString("sqs", document);
            writer.WriteString("lambda", document);
            writer.WriteString("https", card);
            writer.WriteEndObject();
        }

        return new(subject, Encoding.UTF8.GetString(body.ToArray()), attributes);
    }

    /// <param name="ending">How many lines at the end are always kept, unless they are most of what fits: then only the last ones are.</param>
    internal static string Fit(IReadOnlyList<string> lines, int room, int ending, int last) =>
        Fitting.Lines(lines, last: lines.TakeLast(ending).Sum(Size) <= room / 2 ? ending : last, room, Size, LeftOut);

    private static int Size(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + AttributeType.Length + Encoding.UTF8.GetByteCount(attribute.Value));

    private static string LeftOut(int lines) =>
        string.Create(CultureInfo.InvariantCulture, $"[{lines} lines left out: a message holds 256 KiB. The function's log has the whole report.]");

    private static int Size(string line) => Encoded(line) + 2; // including its escaped line break

    /// <summary>Bytes of the text inside a JSON string. Counted piece by piece, because a document is tried in many sizes, and whole copies would need most of a pass's memory.</summary>
    private static int Encoded(ReadOnlySpan<char> text)
    {
        Span<char> piece = stackalloc char[1024];
        var bytes = 0;
        while (text.Length > 0)
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text, piece, out var read, out var written);
            bytes += Encoding.UTF8.GetByteCount(piece[..written]);
            text = text[read..];
        }

        return bytes;
    }
}
