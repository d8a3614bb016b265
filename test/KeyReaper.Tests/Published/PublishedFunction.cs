using KeyReaper.Tests.Bundled;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Published;

/// <summary>
/// The function as <c>dotnet publish</c> makes it. It is made in a copy of the sources, so that no file of the running tests changes. Other tests build in the same copy: what they share is compiled once.
/// </summary>
public sealed class PublishedFunction : IAsyncLifetime
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("keyreaper-publish-");

    public string Folder => Path.Combine(temporary.FullName, "out");

    public async Task InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Repository.Root).Concat(Files(Repository.PathOf("src"))))
        {
            var copy = PathOf(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.WriteAllTextAsync(PathOf("Directory.Build.rsp"), "-maxCpuCount:1"); // more processes would each load and compile what takes the time: MSBuild itself

        await using var publish = await PublishAsync(Folder, [], "-p:AwsPackages=bundled");
        (await publish.ExitAsync()).ShouldBe(0, publish.ToString());
    }

    public async Task DisposeAsync()
    {
        await using var ended = await Child.RunAsync("dotnet", ["exec", Path.Combine(Path.GetDirectoryName(AmbiguityTests.Compiler)!, "VBCSCompiler.dll"), $"-pipename:{CompilerServer}", "-shutdown"]);
        temporary.Delete(recursive: true);
    }

    /// <summary>Where a file or folder of the repository is in the copy.</summary>
    internal string PathOf(string file) => Path.Combine(temporary.FullName, "sources", file);

    /// <summary>A new folder that is deleted together with this.</summary>
    internal string NewFolder(string name) => temporary.CreateSubdirectory(name).FullName;

    internal Task<Child> PublishAsync(string output, IEnumerable<(string Name, string? Value)> environment, params IEnumerable<string> more) =>
        DotnetAsync(["publish", PathOf("src/KeyReaper"), "-c", "Release", "-o", output, .. more], environment);

    internal Task<Child> DotnetAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> environment) => Child.RunAsync(
        "dotnet",
        arguments,
        [
            ("AwsPackages", null), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
            ("MSBUILDDISABLENODEREUSE", "1"), // leaves no process behind
            ("UseSharedCompilation", "true"), ("SharedCompilationId", CompilerServer), // nor does the compiler: its server is ended with this
            ("DOTNET_TieredPGO", "0"), // a build ends before profiling pays off
            .. environment,
        ]);

    private string CompilerServer => $"{temporary.Name}-compiler";

    /// <summary>All that a build reads, and nothing that one made.</summary>
    private static IEnumerable<string> Files(string folder) =>
        Path.GetFileName(folder) is "bin" or "obj" ? [] : Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder).SelectMany(Files));
}
