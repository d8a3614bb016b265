using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace KeyReaper.Tests.Deployment;

/// <summary>The lock files that bind the workflow's build, which alone would notice that one is out of date.</summary>
public class LockFileTests
{
    private const string Renewal = "dotnet restore --force-evaluate -p:LockPackages=renew renews them";

    private static readonly Dictionary<string, string> Versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    public static TheoryData<string> Projects =>
        ["src/KeyReaper/KeyReaper", "src/KeyReaper.Cli/KeyReaper.Cli", "src/KeyReaper.Sandbox/KeyReaper.Sandbox", "test/KeyReaper.Benchmarks/KeyReaper.Benchmarks", "test/KeyReaper.Tests/KeyReaper.Tests"];

    [Theory, MemberData(nameof(Projects))]
    public void A_lock_file_holds_each_package_that_its_project_asks_for_in_that_version(string project)
    {
        string[] asked = [.. XDocument.Parse(Repository.Read($"{project}.csproj")).Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value), "Microsoft.CodeAnalysis.BannedApiAnalyzers"];
        var locked = JsonNode.Parse(Repository.Read($"{Path.GetDirectoryName(project)}/packages.lock.json"))!["dependencies"]!["net10.0"]!.AsObject();
        var direct = locked.Where(package => package.Value!["type"]!.ToString() == "Direct").ToDictionary(package => package.Key, package => package.Value!["requested"]!.ToString());

        direct.ShouldBe(asked.ToDictionary(name => name, name => $"[{Versions[name]}, )"), ignoreOrder: true, Renewal);
        locked.Where(package => package.Value!["type"]!.ToString() != "Project").ShouldAllBe(package => package.Value!["contentHash"]!.ToString().Length > 80);
    }

    [Theory, MemberData(nameof(Projects))]
    public void It_names_no_registry(string project) => Repository.Read($"{Path.GetDirectoryName(project)}/packages.lock.json").ShouldNotContain("://");
}
