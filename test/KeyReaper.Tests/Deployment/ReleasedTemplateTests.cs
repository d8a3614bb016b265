using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Deployment;

/// <summary>The template of a release, as infra/release.cs makes it of template.yaml, and the ways to deploy it that need no SDK.</summary>
public sealed partial class ReleasedTemplateTests(ReleasedTemplate released) : IClassFixture<ReleasedTemplate>
{
    private static readonly string Package = $"keyreaper-{Version()}-arm64.zip";

    [Fact]
    public void It_is_the_source_s_with_the_code_in_a_bucket_and_nothing_else_of_its_resources_is_changed()
    {
        var (source, packaged) = (ShortForm.Read(Repository.Read("template.yaml")), ShortForm.Read(released.Text));

        foreach (var root in new[] { source, packaged })
        {
            var function = root["Resources"]!["ReaperFunction"]!["Properties"]!.AsObject();
            function.Remove("CodeUri").ShouldBeTrue();
            function.Remove("Architectures").ShouldBeTrue();
        }

        packaged["Resources"]!.ToJsonString().ShouldBe(source["Resources"]!.ToJsonString());
        packaged["Parameters"]!.AsObject().Select(one => one.Key).Except(source["Parameters"]!.AsObject().Select(one => one.Key)).ShouldBe(["CodeBucket", "CodePrefix", "Architecture"]);
        released.Template.Parameters["CodeBucket"].Accepts("amzn-s3-demo-bucket").ShouldBeTrue();
        released.Template.Parameters["CodePrefix"].Accepts("a/b/").ShouldBeTrue();
        released.Template.Parameters["CodePrefix"].Accepts("a/b").ShouldBeFalse();
        released.Text.Length.ShouldBeLessThan(51_200, "what CloudFormation takes without a bucket for templates");
        released.Text.ShouldNotContain("sam build");
    }

    [InstalledFact("cfn-lint", "python3 samtranslator")]
    public void As_written_and_as_deployed_it_has_nothing_to_complain_about()
    {
        CfnLint.Check(released.Text, "yaml").ShouldBe((0, ""));
        CfnLint.Check(Template.Translate(released.File), "json").ShouldBe((0, ""));
    }

    [InstalledFact("python3 samtranslator")]
    public void The_transform_takes_the_package_of_the_chosen_processor_from_the_bucket()
    {
        var function = JsonNode.Parse(Template.Translate(released.File))!["Resources"]!["ReaperFunction"]!["Properties"]!;

        function["Code"]!.ToJsonString().ShouldBe($$$"""{"S3Bucket":{"Ref":"CodeBucket"},"S3Key":{"Fn::Sub":"${CodePrefix}keyreaper-{{{Version()}}}-${Architecture}.zip"}}""");
        function["Architectures"]!.ToJsonString().ShouldBe("""[{"Ref":"Architecture"}]""");
    }

    /// <summary>The server makes no transform, so it gets the template as the transform leaves it.</summary>
    [InstalledFact("aws", "moto_server", "python3 samtranslator")]
    public async Task README_s_commands_make_the_stack_and_change_one_setting_later()
    {
        await using var moto = new MotoServer();
        var aws = new AwsCli(await moto.EmptyAsync());
        var folder = Directory.CreateTempSubdirectory("keyreaper-released-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "keyreaper.yaml"), JsonNode.Parse(Template.Translate(released.File))!.ToJsonString());
        await File.WriteAllTextAsync(Path.Combine(folder, Package), "not run");
        await aws.Run("s3api", "create-bucket", "--bucket", "amzn-s3-demo-bucket", "--create-bucket-configuration", "LocationConstraint=eu-west-1");

        ReadmeTests.FromRelease.Length.ShouldBe(3);
        ReadmeTests.FromRelease[0].ShouldContain($" {Package} ");
        foreach (var command in ReadmeTests.FromRelease[..2]) await Paste(command);
        Parameters((await aws.Run("cloudformation", "describe-stacks", "--stack-name", "keyreaper"))!.Value.GetProperty("Stacks")[0])["DryRun"].ShouldBe("true");

        // The server fails to change a subscription by a change set, so it is asked for that and no further.
        var output = await Paste($"{ReadmeTests.FromRelease[2]} --no-execute-changeset");
        var changes = (await aws.Run("cloudformation", "describe-change-set", "--change-set-name", ChangeSet().Match(output).Value))!.Value;
        var parameters = Parameters(changes);
        (parameters["Email"], parameters["CodeBucket"], parameters["DryRun"]).ShouldBe(("you@example.com", "amzn-s3-demo-bucket", "false"));
        Directory.Delete(folder, recursive: true);

        async Task<string> Paste(string command)
        {
            var (exitCode, output, error) = await aws.Paste($"cd {folder} && {command}");
            exitCode.ShouldBe(0, output + error);
            return output;
        }

        static Dictionary<string, string> Parameters(JsonElement of) =>
            of.GetProperty("Parameters").EnumerateArray().ToDictionary(one => one.GetProperty("ParameterKey").GetString()!, one => one.GetProperty("ParameterValue").GetString()!);
    }

    [Theory]
    [InlineData("infra/install/keyreaper.tf", @"(?<name>[A-Z]\w+) = (""(?<value>[^""]*)"")?")]
    [InlineData("infra/install/keyreaper.ts", @"(?<name>[A-Z]\w+): ('(?<value>[^']*)'|(?<value>\d+))")]
    public void Terraform_and_the_CDK_name_parameters_of_the_template_and_all_that_have_no_default(string file, string form)
    {
        var given = Regex.Matches(Repository.Read(file).Split("parameters").Last().Split('}')[0], form).Select(one => (Name: one.Groups["name"].Value, Value: one.Groups["value"].Value)).ToList();

        given.Select(one => one.Name).ShouldBe(["CodeBucket", "Email", "UnusedDays"]);
        foreach (var (name, value) in given.Where(one => one.Value.Length > 0)) released.Template.Parameters[name].Accepts(value).ShouldBeTrue(name);
        released.Template.Parameters.Values.Where(parameter => parameter.Text("Default") is null).ShouldAllBe(parameter => given.Any(one => one.Name == parameter.Name));
        if (file.EndsWith(".tf", StringComparison.Ordinal)) Repository.Read(file).ShouldContain($"\"{Package}\"");
    }

    [Fact]
    public void Every_action_of_every_workflow_is_pinned_by_its_commit()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf(".github/workflows")))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Contains("uses:", StringComparison.Ordinal))) Pinned().IsMatch(line).ShouldBeTrue($"{file}: {line}");
        }
    }

    private static string Version() => Regex.Match(Repository.Read("Directory.Build.props"), "<Version>(.*)</Version>").Groups[1].Value;

    [GeneratedRegex("arn:aws:cloudformation:[^ ]+:changeSet/[^ \n]+")]
    private static partial Regex ChangeSet();

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d")]
    private static partial Regex Pinned();
}

/// <summary>Made once, by the program that makes a release.</summary>
public sealed class ReleasedTemplate : IDisposable
{
    public ReleasedTemplate() => Tool.Run("dotnet", ["run", "infra/release.cs", "--", "--template", File]).OutputOfSuccess();

    public string File { get; } = Path.GetTempFileName();

    public string Text => System.IO.File.ReadAllText(File);

    internal Template Template => new(ShortForm.Read(Text));

    public void Dispose() => System.IO.File.Delete(File);
}
