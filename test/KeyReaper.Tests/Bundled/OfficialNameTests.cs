using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.SecurityToken;
using KeyReaper.Cli.Demo;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Bundled;

/// <summary>
/// Not every machine can build with the official packages. To make sure that code which builds without them also builds with them, the bundled assemblies
/// have all their names, and no file of ours sees one of these next to a type of ours with the same name.
/// </summary>
public partial class OfficialNameTests
{
    private static readonly Assembly[] Ours = [typeof(ReaperFunction).Assembly, typeof(DeployedFunction).Assembly, typeof(SandboxServer).Assembly, typeof(OfficialNameTests).Assembly];

    private static readonly Assembly[] Theirs = [.. AwsPackages.Assemblies, typeof(AmazonServiceClient).Assembly, typeof(AmazonSecurityTokenServiceClient).Assembly];

    [Fact]
    public void Every_listed_name_is_a_public_type_and_a_bundled_assembly_has_no_others()
    {
        foreach (var assembly in AwsPackages.Assemblies)
        {
            var listed = AwsPackages.NamesOf(assembly).Select(name => name.Name).ToList();
            var declared = assembly.GetExportedTypes().Select(type => type.FullName!).ToList();

            listed.Except(declared).ShouldBeEmpty(assembly.GetName().Name);
            if (!AwsPackages.AreOfficial) declared.Except(listed).ShouldBeEmpty(assembly.GetName().Name);
        }
    }

    [Fact]
    public void No_file_sees_a_type_of_ours_and_one_of_theirs_by_the_same_name()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("test"), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("src/Bundled/", StringComparison.Ordinal) && !file.Split('/').Intersect(["bin", "obj"]).Any())
            .ToList();

        files.ShouldContain("src/KeyReaper/Aws/Iam.cs");
        files.SelectMany(file => Twins(Repository.Read(file)).Select(twin => $"{file}: {twin}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using Amazon.IdentityManagement.Model;\nusing KeyReaper.Rules;", "KeyReaper.Anything", "AccessKey")]
    [InlineData("using Amazon.Auth.AccessControlPolicy;\nusing KeyReaper.Rules;", "KeyReaper.Anything", "Policy")]
    [InlineData("using Amazon.SimpleNotificationService.Util;\nusing KeyReaper.Forms;", "KeyReaper.Anything", "Message")]
    [InlineData("using Amazon.SimpleNotificationService.Model;", "KeyReaper.Aws", "Topic")]
    [InlineData("using Amazon.SimpleNotificationService.Model;", "KeyReaper.Aws.Deeper", "Topic")]
    [InlineData("using Amazon.IdentityManagement.Model;\nusing KeyReaper.Rules;\nusing AccessKey = KeyReaper.Rules.AccessKey;", "KeyReaper.Anything", null)]
    [InlineData("using Amazon.IdentityManagement;\nusing KeyReaper.Rules;", "KeyReaper.Aws", null)]
    public void A_twin_is_seen_where_both_namespaces_are(string imports, string @namespace, string? twin) =>
        Twins($"{imports}\n\nnamespace {@namespace};\n").ShouldBe(twin is null ? [] : [twin]);

    /// <summary>Names that mean both a type of ours and one of theirs in a file, by its own namespace and those it imports, unless the file says which one it means.</summary>
    private static IEnumerable<string> Twins(string source)
    {
        var seen = Imports().Matches(source).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        for (var own = Namespace().Match(source).Groups["name"].Value; own.Length > 0; own = own[..Math.Max(0, own.LastIndexOf('.'))]) seen.Add(own);

        return Names(Ours.SelectMany(assembly => assembly.GetTypes()), seen)
            .Intersect(Names(Theirs.SelectMany(assembly => assembly.GetExportedTypes()), seen))
            .Except(Aliases().Matches(source).Select(match => match.Groups["name"].Value));
    }

    private static IEnumerable<string> Names(IEnumerable<Type> types, HashSet<string> namespaces) =>
        types.Where(type => !type.IsNested && type.Namespace is { } name && namespaces.Contains(name)).Select(type => type.Name);

    [GeneratedRegex(@"^(?:global )?using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Imports();

    [GeneratedRegex(@"^(?:global )?using (?<name>\w+) =", RegexOptions.Multiline)]
    private static partial Regex Aliases();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
