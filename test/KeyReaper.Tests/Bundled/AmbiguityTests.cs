using System.Reflection;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Bundled;

/// <summary>Runs the compiler of `dotnet build` with the assemblies that these tests run with.</summary>
public partial class AmbiguityTests
{
    private static readonly (string Name, string Ours, string Theirs)[] Twins =
    [
        ("AccessKey", "KeyReaper.Rules", "Amazon.IdentityManagement.Model"),
        ("Policy", "KeyReaper.Rules", "Amazon.Auth.AccessControlPolicy"),
        ("Topic", "KeyReaper.Aws", "Amazon.SimpleNotificationService.Model"),
        ("Message", "KeyReaper.Forms", "Amazon.SimpleNotificationService.Util"),
    ];

    [Fact]
    public async Task A_name_of_ours_that_an_AWS_package_has_too_does_not_compile_where_both_are_imported_unless_it_is_said_which_is_meant()
    {
        var ambiguous = await CompileAsync(Twins.Select(twin => Uses(twin.Name, $"using {twin.Ours}; using {twin.Theirs};")));
        var clear = await CompileAsync(Twins.Select(twin => Uses(twin.Name, $"using {twin.Ours}; using {twin.Theirs}; using {twin.Name} = {twin.Ours}.{twin.Name};")));

        ambiguous.Count.ShouldBe(Twins.Length);
        foreach (var (name, ours, theirs) in Twins)
            ambiguous.ShouldContain(error => error.StartsWith($"CS0104: '{name}' is an ambiguous reference", StringComparison.Ordinal) && error.Contains($"'{ours}.{name}'") && error.Contains($"'{theirs}.{name}'"));
        clear.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_KeyReaper_has_no_use_for_is_good_for_nothing_in_the_bundled_packages()
    {
        var errors = await CompileAsync([Uses("AccessKey", "using Amazon.IdentityManagement.Model;")]);

        errors.ShouldBe(AwsPackages.AreOfficial ? [] : ["CS0721: 'AccessKey': static types cannot be used as parameters"]);
    }

    private static string Uses(string name, string imports) => $"namespace {name}s {{ {imports} internal delegate void Uses({name} it); }}";

    /// <summary>Compiles in the same way as these tests, which can see internal members.</summary>
    /// <returns>The errors, by code and text.</returns>
    private static async Task<IReadOnlyList<string>> CompileAsync(IEnumerable<string> sources)
    {
        var folder = Directory.CreateTempSubdirectory("keyreaper-compile-");
        try
        {
            var (file, options) = (Path.Combine(folder.FullName, "Uses.cs"), Path.Combine(folder.FullName, "csc.rsp"));
            await File.WriteAllLinesAsync(file, sources);
            await File.WriteAllLinesAsync(options,
            [
                "-nologo", "-nostdlib+", "-target:library", $"-out:\"{Path.Combine(folder.FullName, Itself.GetName().Name + ".dll")}\"", $"\"{file}\"",
                .. References.Select(reference => $"-reference:\"{reference}\""),
            ]);
            await using var compiler = await Child.RunAsync("dotnet", ["exec", Compiler, "-noconfig", $"@{options}"]);

            var errors = Error().Matches(compiler.Output).Select(match => match.Groups["error"].Value).ToList();
            (await compiler.ExitAsync() == 0).ShouldBe(errors.Count == 0, compiler.ToString());
            return errors;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Assembly Itself => typeof(AmbiguityTests).Assembly;

    internal static string Compiler => Itself.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Compiler").Value!;

    private static IEnumerable<string> References =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => file != Itself.Location);

    [GeneratedRegex(@"error (?<error>CS\d+: .*)")]
    private static partial Regex Error();
}
