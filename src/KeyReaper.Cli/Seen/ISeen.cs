using KeyReaper.Pass;
using Spectre.Console;

namespace KeyReaper.Cli.Seen;

/// <summary>What a preview saw of one account or many, in every form of output.</summary>
internal interface ISeen
{
    IEnumerable<Report> Reports { get; }

    bool FellShort { get; }

    /// <summary>Whether not a single account could be read.</summary>
    bool NothingRead { get; }

    string Json();

    string Html();

    IEnumerable<string> Commands();

    IEnumerable<string> PermissionsToAdd();

    void WriteCsv(TextWriter output);

    void Show(IAnsiConsole console);
}
