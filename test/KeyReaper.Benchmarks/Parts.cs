namespace KeyReaper.Benchmarks;

/// <summary>The first argument with which the program runs as one of its own child processes.</summary>
internal static class Parts
{
    public const string Account = "account";
    public const string Function = "function";
    public const string KeyWalk = "key-walk";
    public const string Organization = "organization";
    public const string Preview = "preview";
}
