using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using KeyReaper.Words;

namespace KeyReaper.Cli.Shell;

/// <summary>Reports what was typed and cannot be understood: a line for each mistake on standard error, and where to read more.</summary>
internal static class Usage
{
    public static int Refuse(ParseResult given, ParseErrorAction action)
    {
        var command = given.CommandResult.Command;
        var suggested = Suggestions(given, action);
        // What follows an unknown option was meant to be its value, so it is not reported as well.
        var unmatched = given.UnmatchedTokens.Any(IsOption) ? given.UnmatchedTokens.Where(IsOption) : given.UnmatchedTokens.Take(1);
        var unknown = unmatched.Distinct().Select(token => Unknown(token, command is RootCommand ? "command or option" : "option or argument", [.. suggested[token].Where(name => IsOption(name) == IsOption(token)).Distinct()]));
        var others = given.Errors.Select(error => Line(error.Message)).Where(line => !given.UnmatchedTokens.Any(token => line.Contains($"'{Line(token)}'", StringComparison.Ordinal)));

        // If an unknown word was typed, it does not help to say that a command is missing.
        foreach (var mistake in command is RootCommand && given.UnmatchedTokens.Count > 0 ? unknown : unknown.Concat(others.Distinct())) Terminal.Complain(mistake);
        Terminal.Complain($"See: keyreaper {(command is RootCommand ? "" : $"{command.Name} ")}--help");
        return ExitCode.CouldNot;
    }

    /// <summary>The option's value as typed; null if it was not. For validators, which also see incomplete input.</summary>
    public static string? Typed<T>(this CommandResult given, Option<T> option) => given.GetResult(option)?.Tokens is [{ Value: var text }, ..] ? text : null;

    private static bool IsOption(string token) => token.StartsWith('-');

    private static string Unknown(string token, string what, string[] suggestions) =>
        $"There is no {what} '{Line(token)}'.{(suggestions.Length > 0 ? $" Did you mean {string.Join(" or ", suggestions)}?" : "")}";

    /// <summary>The library's suggestions, which it writes below a line that quotes what was typed.</summary>
    private static ILookup<string, string> Suggestions(ParseResult given, ParseErrorAction action)
    {
        action.ShowHelp = false;
        using var written = new StringWriter();
        given.Invoke(new() { Output = written, Error = TextWriter.Null });

        List<(string Token, string Suggestion)> found = [];
        var current = "";
        foreach (var line in written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (given.UnmatchedTokens.FirstOrDefault(token => line.Contains($"'{token}'", StringComparison.Ordinal)) is { } token) current = token;
            else found.Add((current, line));
        }

        return found.ToLookup(one => one.Token, one => one.Suggestion);
    }

    private static string Line(string text) => Wording.Plain(string.Join(' ', text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)));
}
