namespace KeyReaper.Tests.Published;

[Collection(PublishingCollection.Name)]
public class PublishTests(PublishedFunction published)
{
    [Fact]
    public void What_is_published_is_complete_and_small()
    {
        var files = new DirectoryInfo(published.Folder).GetFiles("*", SearchOption.AllDirectories);

        foreach (var file in new[] { "KeyReaper.dll", "KeyReaper.deps.json", "KeyReaper.runtimeconfig.json" })
            files.ShouldContain(one => one.FullName == Path.Combine(published.Folder, file) && one.Length > 0, file);

        files.Sum(file => file.Length).ShouldBeLessThan(6_000_000);
    }

    [Fact]
    public async Task Without_the_official_packages_the_last_lines_say_how_to_publish_all_the_same()
    {
        var nothing = published.NewFolder("empty-source");

        await using var publish = await published.PublishAsync(
            published.NewFolder("official"), [("NUGET_PACKAGES", published.NewFolder("empty-cache"))], $"-p:RestoreSources={nothing}", "--artifacts-path", published.NewFolder("official-artifacts"));

        (await publish.ExitAsync()).ShouldNotBe(0);
        var lines = publish.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string.Join('\n', lines[^3..]).ShouldContain("set the environment variable, as in `AwsPackages=bundled sam build`, or add -p:AwsPackages=bundled to a dotnet command", customMessage: publish.ToString());
    }
}
