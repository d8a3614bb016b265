using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Published;

/// <summary>The function as <c>dotnet publish</c> makes it. Everything that is built for it goes elsewhere, so that no file of the running tests changes.</summary>
public sealed class PublishedFunction : IAsyncLifetime
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("keyreaper-publish-");

    public string Folder => Path.Combine(temporary.FullName, "out");

    /// <summary>What was built for it, so that other builds can use it.</summary>
    internal string Artifacts => ArtifactsOf(Folder);

    public async Task InitializeAsync()
    {
        await using var publish = await PublishAsync(Folder, [], "-p:AwsPackages=bundled");
        (await publish.ExitAsync()).ShouldBe(0, publish.ToString());
    }

    public Task DisposeAsync()
    {
        temporary.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new folder that is deleted together with this.</summary>
    internal string NewFolder(string name) => temporary.CreateSubdirectory(name).FullName;

    internal static Task<Child> PublishAsync(string output, IEnumerable<(string Name, string? Value)> environment, params IEnumerable<string> more) =>
        DotnetAsync(["publish", Repository.PathOf("src/KeyReaper"), "-c", "Release", "-o", output, "--artifacts-path", ArtifactsOf(output), .. more], environment);

    internal static Task<Child> DotnetAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> environment) => Child.RunAsync(
        "dotnet",
        arguments,
        [
            ("AwsPackages", null), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
            ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"), // neither leaves a process behind
            .. environment,
        ]);

    private static string ArtifactsOf(string output) => $"{output}-artifacts";
}
