namespace KeyReaper.Cli.Shell;

/// <summary>The exit codes of commands. 0 means that all was done.</summary>
internal static class ExitCode
{
    /// <summary>Nothing was done, because of what was typed, the credentials or the network.</summary>
    public const int CouldNot = 1;

    /// <summary>Not everything could be read.</summary>
    public const int FellShort = 2;

    /// <summary>Everything was read, and what <c>--fail-on</c> names was found.</summary>
    public const int Found = 3;

    // 128 plus the signal's number, as shells report it.
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
