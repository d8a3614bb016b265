using System.Reflection;
using Amazon.Lambda.TestUtilities;

namespace KeyReaper.Tests.Bundled;

/// <summary>
/// The lists in <c>api/</c> are the public members that KeyReaper may use, one a line, members under their type. A bundled assembly has exactly these,
/// and names that are good for nothing; run with AwsPackages=official the same tests prove that the official one has them all.
/// </summary>
public class ApiShapeTests
{
    public static TheoryData<string> Packages => [.. AwsPackages.Assemblies.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_listed_members_exist_and_a_bundled_assembly_has_no_others(string package)
    {
        var assembly = AwsPackages.Assemblies.Single(one => one.GetName().Name == package);
        var listed = ListOf(assembly);

        Missing(listed, assembly).ShouldBeEmpty();
        if (!AwsPackages.AreOfficial)
        {
            var names = AwsPackages.NamesOf(assembly).Where(name => !name.Written).Select(name => $"static class {name.Name}");
            PublicSurface.Of(assembly).Except(listed.SelectMany(type => type.Lines)).ShouldBe(names, ignoreOrder: true);
        }
    }

    [Fact]
    public void A_member_that_an_assembly_lacks_is_named()
    {
        ListedType type = new("class Amazon.Lambda.TestUtilities.TestLambdaLogger : ILambdaLogger, IDisposable", ["void Log(string message)", "void Shout()"]);

        Missing([type], typeof(TestLambdaLogger).Assembly).ShouldBe(
        [
            "Amazon.Lambda.TestUtilities.TestLambdaLogger: IDisposable",
            "Amazon.Lambda.TestUtilities.TestLambdaLogger: void Shout()",
        ]);
    }

    [Fact]
    public void A_type_that_an_assembly_lacks_is_named() =>
        Missing([new("class Amazon.Lambda.TestUtilities.Nothing", [])], typeof(TestLambdaLogger).Assembly)
            .ShouldBe(["class Amazon.Lambda.TestUtilities.Nothing"]);

    private static IEnumerable<string> Missing(IEnumerable<ListedType> listed, Assembly assembly)
    {
        var types = assembly.GetExportedTypes().ToDictionary(PublicSurface.Head);
        foreach (var type in listed)
        {
            if (!types.TryGetValue(type.Head, out var found))
            {
                yield return type.Head;
                continue;
            }

            foreach (var member in type.Bases.Except(PublicSurface.AllBasesOf(found)).Concat(type.Members.Except(PublicSurface.MembersOf(found, inherited: true))))
            {
                yield return $"{PublicSurface.Name(found)}: {member}";
            }
        }
    }

    private static List<ListedType> ListOf(Assembly assembly)
    {
        var types = new List<ListedType>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Bundled", "api", assembly.GetName().Name + ".txt")))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                types[^1].Members.Add(line.Trim());
            }
            else
            {
                types.Add(new(line, []));
            }
        }

        return types;
    }

    private sealed record ListedType(string Line, List<string> Members)
    {
        public string Head => Line.Split(" : ")[0];

        public IEnumerable<string> Bases => Line.Split(" : ") is [_, var bases] ? bases.Split(", ") : [];

        private string Name => Head[(Head.IndexOf("Amazon.", StringComparison.Ordinal))..];

        public IEnumerable<string> Lines => Members.Select(member => $"{Name}: {member}").Prepend(Line);
    }
}
