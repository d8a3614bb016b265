using System.Runtime.InteropServices;
using KeyReaper.Tests.Cli;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Published;

/// <summary>The command line for somebody who has only the package.</summary>
[Collection(PublishingCollection.Name)]
public class ToolTests(PublishedFunction published)
{
    [Fact]
    public async Task Packed_and_installed_from_the_package_alone_it_looks_at_an_account()
    {
        var keyreaper = await InstallAsync();
        await using var live = await LiveSandbox.StartAsync();
        var key = live.Key("alice", used: 45);

        await using var preview = await RunAsync("preview");
        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Output.ShouldContain("KeyReaper would deactivate 1 of 1 access key.");
        preview.Output.ShouldContain(key.Id);

        await using var explained = await RunAsync("explain", key.Id);
        (await explained.ExitAsync()).ShouldBe(0, explained.ToString());
        explained.Output.ShouldContain("When live, KeyReaper would deactivate this key: unused.");

        await using var version = await RunAsync("--version");
        version.Output.Split('+')[0].ShouldBe(CommandLine.Version.Split('+')[0]); // what follows is the commit, and there may have been one since

        Task<Child> RunAsync(params string[] arguments) => live.RunAsync(keyreaper, arguments, ("DOTNET_ROOT", DotnetRoot));
    }

    // …/shared/Microsoft.NETCore.App/10.0.0/: a tool finds the runtime by this variable where it is not installed in the usual place.
    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Installs it with README's commands, except that nothing outside temporary folders is touched.</summary>
    private async Task<string> InstallAsync()
    {
        var (packages, tools) = (published.NewFolder("packages"), published.NewFolder("tools"));
        ReadmeTests.ToolInstallation.Length.ShouldBe(2);
        string[][] commands = [.. ReadmeTests.ToolInstallation.Select(command => command
            .Replace("src/KeyReaper.Cli", published.PathOf("src/KeyReaper.Cli"), StringComparison.Ordinal)
            .Replace("out/tool", packages, StringComparison.Ordinal)
            .Replace("--global", $"--tool-path {tools}", StringComparison.Ordinal)
            .Split(' ')[1..])];

        await using var pack = await published.DotnetAsync(commands[0]);
        (await pack.ExitAsync()).ShouldBe(0, pack.ToString());

        // Only that folder as a source, and a separate cache: the usual cache may have another package of this version.
        var config = Path.Combine(packages, "NuGet.Config");
        await File.WriteAllTextAsync(config, "<configuration><packageSources><clear /></packageSources></configuration>");
        await using var install = await published.DotnetAsync([.. commands[1], "--configfile", config], ("NUGET_PACKAGES", published.NewFolder("tools-cache")));
        (await install.ExitAsync()).ShouldBe(0, install.ToString());
        return Path.Combine(tools, OperatingSystem.IsWindows() ? "keyreaper.exe" : "keyreaper");
    }
}
