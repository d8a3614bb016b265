namespace KeyReaper.Tests.Deployment;

/// <summary>The working tree these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "KeyReaper.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("These tests run inside a clone, and found no KeyReaper.sln above them."));
}
