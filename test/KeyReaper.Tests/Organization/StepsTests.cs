using System.Text.Json;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>The steps in infra/organization/README.md from nothing to a first rehearsal, and to the roles' going live, on a server that creates stacks from templates. It has one account, which stands for all accounts of an organization.</summary>
public class StepsTests
{
    /// <summary>Without the hub's, which need SAM: Deployment/SamDeploymentTests runs those.</summary>
    private static readonly string[] Steps = [.. Markdown.Commands("infra/organization/README.md").Where(command => command.StartsWith("aws ", StringComparison.Ordinal))];

    private static readonly string[] GoingLive = [.. Steps.Where(command => command.StartsWith("aws cloudformation update-", StringComparison.Ordinal))];

    private AwsCli aws = null!;
    private Dictionary<string, string> examples = [];

    [InstalledFact("aws", "moto_server", "python3 samtranslator")]
    public async Task The_hub_s_outputs_lead_to_the_role_in_every_account_and_to_a_run()
    {
        Steps.Except(GoingLive).Count().ShouldBe(6);
        await using var moto = new MotoServer();

        await BeginAsync(moto);
        await StepAsync("create-stack-set", "ParameterKey=ExternalId,ParameterValue=hub:tuesday");
        await StepAsync("create-stack-instances");
        await TheRoleShouldTrustTheHubAsync();
        await GoingLiveShouldChangeOneParameterAsync("update-stack-set", "StackSet", "describe-stack-set", "--stack-set-name");
        (await StepAsync("start-execution")).ShouldContain(":execution:");
        await StepAsync("keyreaper:mode");
        await StepAsync("keyreaper:unused-days");

        await BeginAsync(moto);
        await StepAsync("cloudformation deploy", "ExternalId=hub:tuesday");
        await TheRoleShouldTrustTheHubAsync();
        await GoingLiveShouldChangeOneParameterAsync("update-stack ", "Stacks", "describe-stacks", "--stack-name");
    }

    [Fact]
    public void Going_live_names_every_parameter_of_the_role_so_that_all_but_one_keep_their_values()
    {
        GoingLive.Length.ShouldBe(2);
        foreach (var command in GoingLive)
        {
            AwsCli.Words(command).Where(word => word.StartsWith("ParameterKey=", StringComparison.Ordinal)).Select(word => word["ParameterKey=".Length..])
                .ShouldBe(Template.Spoke.Parameters.Keys.Select(name => name == "DryRun" ? "DryRun,ParameterValue=false" : $"{name},UsePreviousValue=true"), ignoreOrder: true);
        }
    }

    /// <summary>An organization, and the hub in it: what <c>sam deploy</c> would make of the template.</summary>
    private async Task BeginAsync(MotoServer moto)
    {
        aws = new(await moto.EmptyAsync());
        var organization = (await aws.Run("organizations", "create-organization"))!.Value.GetProperty("Organization").GetProperty("Id").GetString()!;
        var root = (await aws.Run("organizations", "list-roots"))!.Value.GetProperty("Roots")[0].GetProperty("Id").GetString()!;
        var account = (await aws.Run("organizations", "create-account", "--email", "payments@example.com", "--account-name", "Payments"))!.Value.GetProperty("CreateAccountStatus").GetProperty("AccountId").GetString()!;
        var unit = (await aws.Run("organizations", "create-organizational-unit", "--parent-id", root, "--name", "Workloads"))!.Value.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!;
        var template = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(template, Template.Translate("infra/organization/hub.yaml"));
            await aws.Run("s3api", "create-bucket", "--bucket", "packaged", "--create-bucket-configuration", "LocationConstraint=eu-west-1");
            await aws.Run("s3api", "put-object", "--bucket", "packaged", "--key", "code.zip", "--body", template); // not run
            await aws.Run(
                "cloudformation", "create-stack", "--stack-name", "keyreaper-hub", "--template-body", $"file://{template}",
                "--capabilities", "CAPABILITY_IAM", "--parameters", $"ParameterKey=OrganizationId,ParameterValue={organization}");
        }
        finally
        {
            File.Delete(template);
        }

        var stack = (await aws.Run("cloudformation", "describe-stacks", "--stack-name", "keyreaper-hub"))!.Value.GetProperty("Stacks")[0];
        stack.GetProperty("StackStatus").GetString().ShouldBe("CREATE_COMPLETE");
        examples = new()
        {
            ["o-a1b2c3d4e5"] = organization,
            ["r-ab12"] = root,
            ["444455556666"] = account,
            ["ou-ab12-cdefgh34"] = unit,
            ["arn:aws:iam::111122223333:role/keyreaper-hub-ReaperRole-1A2B3C4D5E6F"] = Output(stack, "RoleArn"),
            ["arn:aws:states:eu-west-1:111122223333:stateMachine:Organization-1A2B3C4D5E6F"] = Output(stack, "StateMachineArn"),
        };
    }

    /// <remarks>The server does not create resources whose condition becomes true only by an update. SpokeRoleTests checks by the template what the role may do then.</remarks>
    private async Task GoingLiveShouldChangeOneParameterAsync(string step, string answer, params string[] describe)
    {
        var before = await ParametersAsync();
        before["ExternalId"].ShouldBe("hub:tuesday");
        await StepAsync(step);
        (await ParametersAsync()).ShouldBe(new Dictionary<string, string>(before) { ["DryRun"] = "false" }, ignoreOrder: true);

        async Task<Dictionary<string, string>> ParametersAsync()
        {
            var described = (await aws.Run(["cloudformation", .. describe, "keyreaper-spoke"]))!.Value.GetProperty(answer);
            return (described.ValueKind is JsonValueKind.Array ? described[0] : described).GetProperty("Parameters").EnumerateArray()
                .ToDictionary(one => one.GetProperty("ParameterKey").GetString()!, one => one.GetProperty("ParameterValue").GetString()!);
        }
    }

    /// <param name="more">What the command's last option takes besides.</param>
    private Task<string> StepAsync(string name, params string[] more)
    {
        var command = Steps.Single(step => step.Contains(name, StringComparison.Ordinal));
        return aws.Succeed([.. AwsCli.Words(examples.Aggregate(command, (text, example) => text.Replace(example.Key, example.Value, StringComparison.Ordinal))), .. more]);
    }

    private async Task TheRoleShouldTrustTheHubAsync()
    {
        var role = (await aws.Run("iam", "get-role", "--role-name", "KeyReaperSpoke"))!.Value.GetProperty("Role");
        var trust = role.GetProperty("AssumeRolePolicyDocument").ToString();

        role.GetProperty("Arn").GetString()!.ShouldEndWith(":role/keyreaper/KeyReaperSpoke");
        trust.ShouldContain(examples["arn:aws:iam::111122223333:role/keyreaper-hub-ReaperRole-1A2B3C4D5E6F"]);
        trust.ShouldContain(examples["o-a1b2c3d4e5"]);
    }

    private static string Output(JsonElement stack, string name) =>
        stack.GetProperty("Outputs").EnumerateArray().Single(output => output.GetProperty("OutputKey").GetString() == name).GetProperty("OutputValue").GetString()!;
}
