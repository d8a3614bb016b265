using System.Reflection;
using KeyReaper.Cli.Demo;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using NetArchTest.Rules;

namespace KeyReaper.Tests;

/// <summary>Which room may use which: compares CONTRIBUTING's tables with the compiled assemblies.</summary>
public class RoomTests
{
    private static readonly House[] Houses =
    [
        new("KeyReaper", typeof(ReaperFunction).Assembly, "ReaperFunction", "OrganizationFunction"),
        new("KeyReaper.Sandbox", typeof(SandboxServer).Assembly, "SandboxServer", "SandboxOptions"),
        new("KeyReaper.Cli", typeof(DeployedFunction).Assembly, "Program"),
    ];

    public static TheoryData<string> Names => [.. Houses.Select(house => house.Name)];

    public static TheoryData<string, string> Rooms
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var house in Houses)
            {
                foreach (var room in house.Table.Keys) all.Add(house.Name, room);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_those_that_the_table_names_and_no_others_and_not_the_entrances(string name, string room)
    {
        var house = The(name);
        string[] closed = [.. house.Table.Keys.Except(house.Table[room]).Except([room]), .. house.Entrances];

        house.TypesOf(room).ShouldNot().HaveDependencyOnAny([.. closed.Select(other => $"{name}.{other}")]).GetResult().FailingTypes.Select(type => type.FullName).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Rooms))]
    public void The_table_names_no_room_that_is_not_used(string name, string room)
    {
        var house = The(name);

        house.Table[room].Where(other => !house.TypesOf(room).And().HaveDependencyOnAny($"{name}.{other}").GetTypes().Any()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Rules")]
    [InlineData("Words")]
    [InlineData("Forms")]
    [InlineData("Reporting")]
    [InlineData("Organization")]
    public void What_decides_and_what_reports_knows_no_AWS_no_clock_and_no_task(string room) =>
        The("KeyReaper").TypesOf(room)
            .ShouldNot().HaveDependencyOnAny("Amazon", "System.Threading.Tasks", "System.TimeProvider", "System.Net.Http").GetResult()
            .FailingTypes.Select(type => type.FullName).ShouldBeEmpty();

    [Theory, MemberData(nameof(Names))]
    public void The_table_has_every_room_and_the_root_has_the_entrances_alone(string name)
    {
        var house = The(name);

        Directory.GetDirectories(house.Folder).Select(Path.GetFileName).Where(folder => folder is not ("bin" or "obj")).ShouldBe(house.Table.Keys!, ignoreOrder: true);
        Directory.GetFiles(house.Folder, "*.cs").Select(Path.GetFileNameWithoutExtension).ShouldBe(house.Entrances, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_a_file_declares_is_in_the_room_that_the_file_is_in(string name)
    {
        var house = The(name);

        SourceFiles(house.Folder).Where(file => File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } line && line != $"namespace {house.NamespaceOf(file)};").ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Names))]
    public void Arrows_have_one_direction(string name)
    {
        var table = The(name).Table;
        string[] order = [.. table.Keys];

        foreach (var (room, uses) in table) uses.ShouldAllBe(other => Array.IndexOf(order, other) < Array.IndexOf(order, room));
    }

    [Fact]
    public void No_file_is_longer_than_200_lines_and_most_are_shorter_than_60()
    {
        int[] lines = [.. SourceFiles(Repository.PathOf("src")).Select(file => File.ReadLines(file).Count()).Order()];

        lines[^1].ShouldBeLessThanOrEqualTo(200);
        lines[lines.Length / 2].ShouldBeLessThan(60);
    }

    private static House The(string name) => Houses.Single(house => house.Name == name);

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any());

    /// <param name="Entrances">The files in the root.</param>
    private sealed record House(string Name, Assembly Assembly, params string[] Entrances)
    {
        public string Folder { get; } = Repository.PathOf($"src/{Name}");

        public IReadOnlyDictionary<string, string[]> Table { get; } = Repository.Read("CONTRIBUTING.md").Split($"<!-- rooms table of {Name}:")[1].Split('\n').Skip(3).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|'))
            .ToDictionary(cells => cells[1].Trim(' ', '`', '/'), cells => cells[3].Split([' ', '`', '/', ','], StringSplitOptions.RemoveEmptyEntries));

        public PredicateList TypesOf(string room) => Types.InAssembly(Assembly).That().ResideInNamespace($"{Name}.{room}");

        public string NamespaceOf(string file) => string.Join('.', [Name, .. Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar)[..^1]]);
    }
}
