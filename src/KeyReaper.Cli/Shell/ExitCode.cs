namespace KeyReaper.Cli.Shell;

/// <summary>What a command ends with. 0 is for one that did all it was asked to.</summary>
internal static class ExitCode
{
    /// <summary>Nothing was done: what was typed, the credentials or the network did not let it.</summary>
    public const int CouldNot = 1;

    /// <summary>A look that left something out.</summary>
    public const int FellShort = 2;

    /// <summary>A whole look that found what <c>--fail-on</c> names.</summary>
    public const int Found = 3;

    // 128 and the signal's number, as shells tell it.
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
