using System.Reflection.PortableExecutable;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Published;

/// <summary>
/// The publish that Amazon.Lambda.Tools, and so <c>sam build</c>, runs: with exactly the arguments that <c>LambdaDotNetCLIWrapper.GetPublishArguments</c> of version 7.0.0
/// makes from those of SAM's builder, and one environment variable from the caller. It runs in a copy of the sources, because it writes into the project's own folder.
/// </summary>
[Collection(PublishingCollection.Name)]
public class PackageTests(PublishedFunction published, ITestOutputHelper output)
{
    // The machine type of a library that was also compiled for Lambda's processor: arm64, combined with the mark of Linux.
    private const Machine Arm64OnLinux = (Machine)(0xAA64 ^ 0x7B79);

    [Fact]
    public async Task What_the_packager_publishes_is_the_function_compiled_for_its_processor_and_nothing_else()
    {
        var project = published.PathOf("src/KeyReaper");
        var folder = Path.Combine(project, "bin", "Release", "net10.0", "publish"); // Utilities.DeterminePublishLocation

        var compiled = await PublishAsync(project, folder);

        var files = Directory.GetFileSystemEntries(folder).Select(file => Path.GetFileName(file)).ToArray();
        Directory.GetDirectories(folder).ShouldBeEmpty("bin, obj and what is for another platform would be folders");
        files.Select(file => Path.GetExtension(file)).Distinct().ShouldBe([".dll", ".pdb", ".json"], ignoreOrder: true);
        files.ShouldContain("KeyReaper.deps.json");
        files.ShouldContain("KeyReaper.runtimeconfig.json");
        files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).ShouldBe(
            [.. Directory.GetFiles(published.Folder, "*.dll").Select(file => Path.GetFileName(file))], ignoreOrder: true); // those of a publish without a runtime
        Directory.Exists(Path.Combine(project, "bin", "Release", "net10.0")).ShouldBeTrue("the tool looks there for a deps.json"); // Utilities.DetermineBuildLocation
        if (compiled) Directory.GetFiles(folder, "*.dll").ShouldAllBe(library => MachineOf(library) == Arm64OnLinux);
        Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(10_000_000);
    }

    /// <summary>Publishes; false if the compiler for the processor is not available, so that the libraries are not compiled for it.</summary>
    private async Task<bool> PublishAsync(string project, string folder)
    {
        string[] arguments =
        [
            "publish", project, "--output", folder, "--configuration", "Release", "--framework", "net10.0",
            "--runtime", "linux-arm64", "/p:GenerateRuntimeConfigurationFiles=true", "--self-contained", "False",
        ];
        await using var publish = await RunAsync(arguments);
        if (await publish.ExitAsync() == 0) return true;

        publish.Output.ShouldContain("Microsoft.NETCore.App.", customMessage: publish.ToString()); // the compiler's own packages
        output.WriteLine("Not tried: compiling for linux-arm64. This machine's package registry lacks what that takes.");
        await using var plain = await RunAsync([.. arguments, "-p:PublishReadyToRun=false"]);
        (await plain.ExitAsync()).ShouldBe(0, plain.ToString());
        return false;

        Task<Child> RunAsync(string[] arguments) =>
            published.DotnetAsync(arguments, ("AwsPackages", "bundled"), ("RunAnalyzers", "false")); // analyzers ran already when these tests were built
    }

    private static Machine MachineOf(string library)
    {
        using var file = new PEReader(File.OpenRead(library));
        return file.PEHeaders.CoffHeader.Machine;
    }
}
