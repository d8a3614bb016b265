using KeyReaper.Pass;
using Spectre.Console;

namespace KeyReaper.Cli.Seen;

/// <summary>What a preview saw, of one account or of many, in every form that it is told in.</summary>
internal interface ISeen
{
    IEnumerable<Report> Reports { get; }

    bool FellShort { get; }

    /// <summary>Not one account could be read.</summary>
    bool NothingRead { get; }

    string Json();

    string Html();

    IEnumerable<string> Commands();

    IEnumerable<string> PermissionsToAdd();

    void WriteCsv(TextWriter output);

    void Show(IAnsiConsole console);
}
