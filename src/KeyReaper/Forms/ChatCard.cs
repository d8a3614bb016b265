using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KeyReaper.Pass;
using KeyReaper.Words;

namespace KeyReaper.Forms;

/// <summary>
/// The report as a card in Slack or Microsoft Teams, by the custom notification schema of Amazon Q Developer in chat applications:
/// https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
/// Its limits count characters; counting UTF-16 code units instead is safe, since there are never fewer of them.
/// </summary>
internal sealed record ChatCard(string Version, string Source, ChatContent Content, ChatMetadata Metadata)
{
    public const int LongestTitle = 250;
    public const int LongestDescription = 8_000;
    public const int LongestNextStep = 350;
    public const int LongestKeyword = 75;

    private const int LongestLine = 1_000;

    /// <param name="attributes">The message's attributes, by which subscribers filter. Buttons that a channel adds can use them.</param>
    /// <param name="about">The account or organization. All its reports are in one thread.</param>
    public static string Render(
        string subject, string sentence, IEnumerable<string> description, IEnumerable<string> nextSteps, string about, IReadOnlyDictionary<string, string> attributes) => JsonSerializer.Serialize(
        new(
            Version: "1.0",
            Source: "custom",
            new(
                TextType: "client-markdown",
                Title: Fitting.Characters(Tame(subject), LongestTitle),
                Description: Fitting.Lines(
                    [Tame(sentence), .. description], last: 0, LongestDescription, line => line.Length + 1,
                    lines => string.Create(CultureInfo.InvariantCulture, $"…and {lines} more lines, which {(attributes["audience"] == JsonWord.Of(Audience.Account) ? "the function's log has" : "the e-mail and the function's log have")}.")),
                NextSteps: [.. nextSteps],
                Keywords: [Fitting.Characters(about, LongestKeyword), attributes["mode"]]),
            new(
                ThreadId: $"keyreaper-{about.Replace(' ', '-')}",
                Summary: Fitting.Characters(Tame(sentence), LongestTitle),
                AdditionalContext: attributes)),
        ChatCardJson.Relaxed.ChatCard);

    public static IEnumerable<string> Titled(string title, IEnumerable<string> entries) => ["", $"*{title}*", .. entries.Select(entry => $"• {Code(Fitting.Characters(entry, LongestLine))}")];

    /// <summary>
    /// Data as a code span, in which neither Slack nor Teams looks for markup. Backticks, which would end it, and angle brackets, by which Slack mentions a
    /// whole channel or hides a link's target, become characters that look similar.
    /// </summary>
    public static string Code(string text) => $"`{Tame(text)}`";

    public static string Tame(string text) => text.Replace('`', '\'').Replace('<', '‹').Replace('>', '›');
}

internal sealed record ChatContent(string TextType, string Title, string Description, IReadOnlyList<string> NextSteps, IReadOnlyList<string> Keywords);

internal sealed record ChatMetadata(string ThreadId, string Summary, IReadOnlyDictionary<string, string> AdditionalContext);

[JsonSerializable(typeof(ChatCard))]
internal sealed partial class ChatCardJson : JsonSerializerContext
{
    public static ChatCardJson Relaxed { get; } = new(RelaxedJson.Options());
}
