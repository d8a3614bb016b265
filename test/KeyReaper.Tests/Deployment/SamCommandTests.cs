using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>Whoever runs a printed command gets the stack that it is printed for, and changes only what it names.</summary>
public class SamCommandTests
{
    private static readonly string[] Known = ["--config-env", "--region", "--stack-name", "--resolve-s3", "--capabilities", "--parameter-overrides"];

    [Fact]
    public void Every_way_to_a_stack_and_to_a_live_one_is_told() => SamCommand.All.Select(command => $"{command.StackName} {string.Join(' ', command.Parameters.Keys)}").ShouldBe(
        [
            "keyreaper Email", "keyreaper DryRun", // README
            "keyreaper Email", // infra/install/README
            "keyreaper-hub OrganizationId Email", "keyreaper-hub DryRun", // infra/organization/README
            "keyreaper DryRun", "keyreaper-hub DryRun", // outputs
        ]);

    [Fact]
    public void It_builds_the_template_of_its_own_stack_first_since_all_share_one_folder()
    {
        foreach (var command in SamCommand.All)
        {
            command.Build.SkipWhile(word => word == "AwsPackages=bundled").Take(2).ShouldBe(["sam", "build"], command.ToString());
            command.Deploy.Take(2).ShouldBe(["sam", "deploy"], command.ToString());
            command.TemplateFile.ShouldBe(command.StackName == "keyreaper-hub" ? "infra/organization/hub.yaml" : "template.yaml", command.ToString());
        }
    }

    [Fact] // in a guided deployment, whoever presses Enter would get the template's defaults
    public void It_asks_nothing()
    {
        foreach (var command in SamCommand.All)
        {
            command.Deploy.Where(word => word[0] == '-').Except(Known).ShouldBeEmpty(command.ToString());
            command.Deploy.ShouldContain("--resolve-s3", command.ToString());
            command.StackName.ShouldNotBeNull(command.ToString());
        }
    }

    [Fact] // what a guided deployment saved for one stack is kept out of the other
    public void A_hub_has_a_memory_of_its_own() =>
        SamCommand.All.ShouldAllBe(command => command.Value("--config-env") == (command.StackName == "keyreaper-hub" ? "hub" : null));

    [Fact]
    public void A_parameter_is_the_template_s_and_takes_the_value()
    {
        foreach (var command in SamCommand.All)
        {
            foreach (var (name, value) in command.Parameters)
                ParametersOf(command).GetValueOrDefault(name).ShouldNotBeNull($"{name} in {command}").Accepts(value).ShouldBeTrue($"{name}={value} in {command}");
        }
    }

    [Fact]
    public void A_first_deployment_names_what_has_no_default_and_who_is_told()
    {
        foreach (var command in SamCommand.All.Where(command => !command.Parameters.ContainsKey("DryRun")))
            command.Parameters.Keys.ShouldBe([.. ParametersOf(command).Values.Where(parameter => parameter.Text("Default") is null).Select(parameter => parameter.Name), "Email"]);
    }

    [Fact] // roles and policies with fixed names would need another one
    public void The_capability_it_grants_suffices()
    {
        foreach (var command in SamCommand.All)
        {
            command.Value("--capabilities").ShouldBe("CAPABILITY_IAM");
            ShortForm.Read(Repository.Read(command.TemplateFile))["Resources"]!.AsObject().Where(resource => resource.Value!["Type"]!.ToString().StartsWith("AWS::IAM::", StringComparison.Ordinal))
                .SelectMany(resource => resource.Value!["Properties"]!.AsObject().Select(property => property.Key)).Intersect(["RoleName", "ManagedPolicyName", "Path"]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_role_of_the_stack_is_the_one_that_the_policy_against_forged_tags_trusts() =>
        SamCommand.All.Where(command => command.TemplateFile == "template.yaml").Select(command => command.StackName).Distinct()
            .ShouldAllBe(name => Repository.Read("infra/deny-forged-tags.json").Contains($":role/{name}-ReaperRole-*\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("template.yaml")]
    [InlineData("infra/organization/hub.yaml")]
    [InlineData("src/KeyReaper/Reporting/Stacks.cs")]
    [InlineData("src/KeyReaper/Organization/OrganizationText.cs")]
    [InlineData("src/KeyReaper.Cli/Demo/DemoScreen.cs")]
    [InlineData("infra/README.md")]
    public void Nothing_else_tells_how_to_deploy_but_where_it_is_told(string file) =>
        Regex.Count(Repository.Read(file), "sam deploy --(?!guided` asks)").ShouldBe(file.EndsWith(".yaml", StringComparison.Ordinal) ? 1 : 0);

    private static IReadOnlyDictionary<string, Parameter> ParametersOf(SamCommand command) => (command.TemplateFile == "template.yaml" ? Template.Source : Template.Hub).Parameters;
}
