using NetArchTest.Rules;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests;

/// <summary>Which room of src/KeyReaper may use which: CONTRIBUTING's table, held against the compiled assembly.</summary>
public class RoomTests
{
    private static readonly Dictionary<string, string[]> Table = Repository.Read("CONTRIBUTING.md").Split("<!-- rooms table")[1].Split('\n').Skip(3).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|'))
        .ToDictionary(cells => cells[1].Trim(' ', '`', '/'), cells => cells[3].Split([' ', '`', '/', ','], StringSplitOptions.RemoveEmptyEntries));

    public static TheoryData<string> Rooms => [.. Table.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_those_that_the_table_names_and_no_others(string room)
    {
        string[] closed = [.. Table.Keys.Except(Table[room]).Except([room]).Select(other => $"KeyReaper.{other}")];

        Types.InAssembly(typeof(ReaperFunction).Assembly).That().ResideInNamespace($"KeyReaper.{room}").ShouldNot().HaveDependencyOnAny(closed).GetResult()
            .FailingTypes.Select(type => type.FullName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Rules")]
    [InlineData("Words")]
    [InlineData("Forms")]
    [InlineData("Reporting")]
    [InlineData("Organization")]
    public void What_decides_and_what_reports_knows_no_AWS_no_clock_and_no_task(string room) =>
        Types.InAssembly(typeof(ReaperFunction).Assembly).That().ResideInNamespace($"KeyReaper.{room}")
            .ShouldNot().HaveDependencyOnAny("Amazon", "System.Threading.Tasks", "System.TimeProvider", "System.Net.Http").GetResult()
            .FailingTypes.Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void The_table_has_every_room_and_the_root_has_the_entrances_alone()
    {
        var source = Repository.PathOf("src/KeyReaper");

        Directory.GetDirectories(source).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).ShouldBe(Table.Keys!, ignoreOrder: true);
        Directory.GetFiles(source, "*.cs").Select(Path.GetFileName).ShouldBe(["ReaperFunction.cs", "OrganizationFunction.cs"], ignoreOrder: true);
    }

    [Fact]
    public void Arrows_have_one_direction()
    {
        string[] order = [.. Table.Keys];

        foreach (var (room, uses) in Table) uses.ShouldAllBe(other => Array.IndexOf(order, other) < Array.IndexOf(order, room));
    }

    [Fact]
    public void No_file_is_longer_than_200_lines_and_most_are_shorter_than_60()
    {
        int[] lines = [.. Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any()).Select(file => File.ReadLines(file).Count()).Order()];

        lines[^1].ShouldBeLessThanOrEqualTo(200);
        lines[lines.Length / 2].ShouldBeLessThan(60);
    }
}
