using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Cli.Demo;
using KeyReaper.Rules;
using KeyReaper.Tests.Cli;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;
using Spectre.Console;

namespace KeyReaper.Tests.Deployment;

/// <summary>The README is the product's face: its tables are the code's, and its commands, and those of the pages that it links to, are run.</summary>
public partial class ReadmeTests
{
    private const string Look = "dotnet run --project src/KeyReaper.Cli -- ";

    /// <summary>GitHub's page of releases, seen from a file in the top folder.</summary>
    private const string Releases = "../../releases";

    private static readonly string Readme = Repository.Read("README.md");

    /// <summary>An example for each row of the decision table, in its order.</summary>
    private static readonly (AccessKey Key, Verdict Verdict)[] Examples =
    [
        (A.Key with { Unreadable = new("denied") }, Verdict.Keep(Reason.Unknown)),
        (A.Key.Tagged("keyreaper:exempt", "true"), Verdict.Keep(Reason.Exempt)),
        (A.Key.InactiveSinceDaysAgo(0.01), Verdict.Keep(Reason.Settling)),
        (A.Key.InactiveSinceDaysAgo(5), Verdict.RecordReactivation()),
        (A.Key.UsedDaysAgo(1), Verdict.Keep(Reason.InUse)),
        (A.Key.UsedDaysAgo(30), Verdict.DeactivateUnused()),
        (A.Key.WithoutRoom(), Verdict.Keep(Reason.NoRoom)),
        (A.Key.DeactivatedDaysAgo(40).UsedDaysAgo(69), Verdict.Keep(Reason.InUseAfterAll)),
        (A.Key.Inactive(), Verdict.StartGrace()),
        (A.Key.Inactive().WithoutRoom(), Verdict.Keep(Reason.NoRoom)),
        (A.Key.Inactive().InactiveSinceDaysAgo(29), Verdict.Keep(Reason.DeletionOff)),
        (A.Key.Inactive().InactiveSinceDaysAgo(29, seen: 9), Verdict.StartGraceAnew()),
        (A.Key.Inactive().InactiveSinceDaysAgo(29), Verdict.Keep(Reason.InGrace)),
        (A.Key.Inactive().InactiveSinceDaysAgo(30), Verdict.Delete()),
        (A.Key with { Status = KeyStatus.Deleted }, Verdict.RemoveTag()),
        (A.Key with { Status = KeyStatus.Other }, Verdict.Keep(Reason.UnknownStatus)),
    ];

    [Fact]
    public void The_decision_table_is_the_judges()
    {
        var table = Table("decision table");

        table.Select(cells => (cells[0], cells[1])).ShouldBe(Judge.Rows.Select(row => (row.Status, row.And)));
        Examples.Length.ShouldBe(table.Count);
        foreach (var ((cells, row), (key, verdict)) in table.Zip(Judge.Rows).Zip(Examples))
        {
            var policy = A.Policy with { DeleteKeys = verdict.Reason is not Reason.DeletionOff };
            Judge.Decide(key, policy, A.Now).ShouldBe(verdict);
            Judge.Rows.First(candidate => candidate.Matches(new(key, policy, A.Now))).ShouldBeSameAs(row);
            cells[2].ShouldContain(verdict.Act switch
            {
                Act.Keep => $"keeps it, *{Words(verdict.Reason)}*",
                Act.RecordReactivation => "records that it was *reactivated*",
                Act.Deactivate => $"**deactivates** it, *{Words(verdict.Reason)}*",
                Act.StartGrace => $"starts the grace period{(verdict.Reason is Reason.NotWatched ? " anew" : "")}, *{Words(verdict.Reason)}*",
                Act.Delete => $"**deletes** it, *{Words(verdict.Reason)}*",
                _ => "removes the tag",
            });
        }
    }

    [Fact]
    public void The_invariants_are_those_that_the_tests_judge_by() =>
        Table("invariants").Select(cells => (cells[0], cells[1])).ShouldBe(Enum.GetValues<Invariant>().Select(one => (((int)one).ToString(CultureInfo.InvariantCulture), $"`{one}`")));

    [Fact]
    public void The_settings_table_has_the_variables_and_defaults_of_the_template()
    {
        var template = Template.Source.EnvironmentVariables.Where(variable => !variable.Key.StartsWith("DOTNET_", StringComparison.Ordinal)).ToDictionary();
        var table = Table("settings table").ToDictionary(cells => cells[0].Trim('`'), cells => cells[1].Trim('`'));

        table.Keys.ShouldBe(template.Keys, ignoreOrder: true);
        foreach (var (name, value) in table.Where(row => row.Key is not ("TOPIC_ARN" or "STACK_ID"))) value.Replace("`, `", ",", StringComparison.Ordinal).ShouldBe(template[name], name);
    }

    [Fact]
    public void The_parameters_without_a_variable_have_a_table_of_their_own()
    {
        var variables = Table("settings table").Select(cells => cells[0].Trim('`').Replace("_", "", StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Table("parameters table").Select(cells => (cells[0].Trim('`'), cells[1].Trim('`')))
            .ShouldBe(Template.Source.Parameters.Values.Where(parameter => !variables.Contains(parameter.Name)).Select(parameter => (parameter.Name, parameter.Default)), ignoreOrder: true);
    }

    [Fact]
    public async Task The_mail_it_shows_is_the_one_the_demo_sends()
    {
        using var output = new StringWriter();
        await DemoStory.PlayAsync(
            new DemoScreen(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) }), full: false), CancellationToken.None);

        output.ToString().ShouldContain(Markdown.Fences(Readme, "text").Single().TrimEnd());
        Directory.Delete(Path.GetDirectoryName(output.ToString().Split('\n').Single(line => line.EndsWith("demo.html", StringComparison.Ordinal)))!, recursive: true);
    }

    [Fact]
    public void Every_dotnet_command_is_run_by_ci_or_by_a_test()
    {
        var ci = Repository.Read(".ci/run");

        foreach (var command in Commands.Where(command => command.StartsWith("dotnet ", StringComparison.Ordinal)))
        {
            if (command.EndsWith("-- sandbox", StringComparison.Ordinal)) continue; // Cli/Demo/SandboxCommandTests runs it
            if (Looks.Contains(command)) continue; // the next test runs them
            if (ToolInstallation.Contains(command)) continue; // Published/ToolTests runs them
            if (LambdaTools.Contains(command)) continue; // the next test
            ci.ShouldContain(command);
        }
    }

    /// <summary>They need an AWS account to run; test/deployable.sh packages by that tool where it can be had.</summary>
    [Fact]
    public void Every_deployment_by_Amazon_Lambda_Tools_names_parameters_of_the_template()
    {
        LambdaTools.Select(command => command.Split(" --template-parameters ")[0]).ShouldBe(["dotnet lambda deploy-serverless"]);
        foreach (var (name, value) in LambdaTools.SelectMany(command => command.Split(' ')[^1].Split(';')).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])))
            Template.Source.Parameters[name].Accepts(value).ShouldBeTrue(name);
    }

    [Fact]
    public async Task Every_look_at_a_real_account_works_as_it_stands()
    {
        await using var live = await LiveSandbox.StartAsync();
        live.Account.CreateUser("ci-jenkins").CreateAccessKey(id: "AKIAHEZ3MMQXUX4NGGQP");

        DemoOrganization.Open(live.Server);

        Looks.Length.ShouldBe(4);
        foreach (var command in Looks)
        {
            await using var look = await live.RunAsync(command[Look.Length..].Split(' '));
            var many = command.Contains(" --accounts ", StringComparison.Ordinal);
            (await look.ExitAsync()).ShouldBe(many ? 2 : 0, look.ToString()); // one account of the demo's lets nobody in
            look.Output.ShouldStartWith(many ? "5 accounts, " : "Account 111122223333");
        }
    }

    [InstalledFact("aws")]
    public async Task Every_aws_command_works_as_it_stands()
    {
        await using var world = await World.StartAsync();
        world.Key("break-glass");
        world.Key("svc-migration");
        var key = world.Account.CreateUser("ci-jenkins").CreateAccessKey(id: "AKIAHEZ3MMQXUX4NGGQP");
        key.Deactivate();

        foreach (var command in AwsCommands.Except(FromRelease)) await new AwsCli(world.Sandbox).Run(AwsCli.Words(command));

        key.Status.ShouldBe("Active");
        (await world.PassAsync()).ExemptUsers.ShouldBe(2);
        world.Topic.Subscriptions.ShouldHaveSingleItem().FilterPolicy.ShouldBe("""{"owner":["payments"]}""");
    }

    [Fact]
    public void Nothing_but_dotnet_aws_and_sam_is_asked_of_a_reader() =>
        Commands.Select(command => command.Split(' ').First(word => word != "AwsPackages=bundled")).Distinct().ShouldBe(["dotnet", "aws", "sam"]);

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_to_a_heading_of_it()
    {
        foreach (var page in Markdown.Pages.Append("CONTRIBUTING.md").Append("SECURITY.md"))
        {
            foreach (var link in Link().Matches(Repository.Read(page)).Where(link => !link.Groups["target"].Value.StartsWith("http", StringComparison.Ordinal) && link.Groups["target"].Value != Releases))
            {
                var file = link.Groups["target"].Value is { Length: > 0 } target ? Path.Combine(Path.GetDirectoryName(page)!, target) : page;
                Path.Exists(Repository.PathOf(file)).ShouldBeTrue($"{link.Value} of {page}");
                if (link.Groups["heading"] is { Success: true, Value: var heading })
                    Heading().Matches(Repository.Read(file)).Select(one => Anchor(one.Groups["text"].Value)).ShouldContain(heading, $"{link.Value} of {page}");
            }
        }
    }

    /// <summary>The commands that make a tool of the command line: pack, then install.</summary>
    internal static string[] ToolInstallation => [.. Commands.Where(command => command.StartsWith("dotnet pack ", StringComparison.Ordinal) || command.StartsWith("dotnet tool ", StringComparison.Ordinal))];

    /// <summary>How to install without building. Deployment/ReleasedTemplateTests runs them.</summary>
    internal static string[] FromRelease => [.. AwsCommands.Where(command => command.StartsWith("aws s3 ", StringComparison.Ordinal) || command.Contains(" keyreaper.yaml ", StringComparison.Ordinal))];

    private static string[] LambdaTools => [.. Commands.Where(command => command.StartsWith("dotnet lambda ", StringComparison.Ordinal))];

    private static IEnumerable<string> AwsCommands => Commands.Where(command => command.StartsWith("aws ", StringComparison.Ordinal));

    private static string[] Looks => [.. Commands.Where(command => command.StartsWith(Look + "preview", StringComparison.Ordinal) || command.StartsWith(Look + "explain ", StringComparison.Ordinal))];

    /// <summary>Without those about an organization: Organization/StepsTests runs them, and SamDeploymentTests the hub's.</summary>
    private static IEnumerable<string> Commands => Markdown.Pages.Where(page => page != "infra/organization/README.md").SelectMany(Markdown.Commands);

    private static IReadOnlyList<string[]> Table(string name) => Markdown.Table(Readme, name);

    /// <summary>The anchor that GitHub makes for a heading: https://github.com/gjtorikian/html-pipeline/blob/v2.14.3/lib/html/pipeline/toc_filter.rb</summary>
    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Where(one => char.IsLetterOrDigit(one) || one is ' ' or '-' or '_')).Replace(' ', '-');

    private static string Words(Reason reason) => Capital().Replace(reason.ToString(), match => $"{(match.Index == 0 ? "" : " ")}{char.ToLowerInvariant(match.Value[0])}");

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(#(?<heading>[^)\s]+))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
