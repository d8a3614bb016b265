using KeyReaper.Asked;
using KeyReaper.Pass;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Forms;

internal static class Sender
{
    /// <summary>Who sent the message, and where to read more.</summary>
    /// <param name="forOwner">Owners may see neither the log nor the stack.</param>
    public static IEnumerable<string> Of(Settings settings, Origin? origin, bool forOwner = false)
    {
        if (origin is null) yield break;

        yield return $"Sent by KeyReaper {Origin.Version}, the function {Plain(origin.FunctionName)} in account {Plain(origin.AccountId)}, to all subscribers of the SNS topic {settings.TopicArn.Split(':')[^1]}.";
        yield return $"Run id: {Plain(origin.RunId)}";
        if (!forOwner && ConsoleLinks.Log(origin) is { } log) yield return $"Log: {log}";
        if (!forOwner && settings.StackId is { } stack && ConsoleLinks.Stack(stack) is { } page) yield return $"Stack: {page}";
        if (settings.DocumentationUrl is { } url) yield return $"Read more: {url}";
    }
}
