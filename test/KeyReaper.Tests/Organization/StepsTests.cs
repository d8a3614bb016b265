using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>The README's steps from nothing to a first rehearsal, on a server that makes stacks of templates. It has one account, which is all of an organization's.</summary>
public class StepsTests
{
    private AwsCli aws = null!;
    private string organization = "";
    private string root = "";

    [InstalledFact("aws", "moto_server")]
    public async Task The_StackSet_and_the_stack_by_hand_make_the_role_and_the_run_starts()
    {
        ReadmeTests.Steps.Length.ShouldBe(4);
        await using var moto = new MotoServer();

        await BeginAsync(moto);
        await StepAsync("create-stack-set");
        await StepAsync("create-stack-instances");
        await TheRoleShouldBeThereAsync();

        await BeginAsync(moto);
        await StepAsync("cloudformation deploy");
        await TheRoleShouldBeThereAsync();

        var machine = await aws.Run("stepfunctions", "create-state-machine", "--name", "Organization-1A2B3C4D5E6F", "--role-arn", "arn:aws:iam::123456789012:role/hub", "--definition", """{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}""");
        (await aws.Run(Words("start-execution", ("arn:aws:states:eu-west-1:111122223333:stateMachine:Organization-1A2B3C4D5E6F", machine!.Value.GetProperty("stateMachineArn").GetString()!))))
            .ShouldNotBeNull().GetProperty("executionArn").GetString()!.ShouldContain("Organization-1A2B3C4D5E6F");
    }

    private async Task BeginAsync(MotoServer moto)
    {
        aws = new(await moto.EmptyAsync());
        organization = (await aws.Run("organizations", "create-organization"))!.Value.GetProperty("Organization").GetProperty("Id").GetString()!;
        root = (await aws.Run("organizations", "list-roots"))!.Value.GetProperty("Roots")[0].GetProperty("Id").GetString()!;
    }

    private Task<string> StepAsync(string name) => aws.Succeed(Words(name, ("o-a1b2c3d4e5", organization), ("r-ab12", root)));

    private async Task TheRoleShouldBeThereAsync()
    {
        var role = (await aws.Run("iam", "get-role", "--role-name", "KeyReaperSpoke"))!.Value.GetProperty("Role");

        role.GetProperty("Arn").GetString()!.ShouldEndWith(":role/keyreaper/KeyReaperSpoke");
        var trust = role.GetProperty("AssumeRolePolicyDocument").ToString();
        trust.ShouldContain("arn:aws:iam::111122223333:role/keyreaper-hub-ReaperRole-1A2B3C4D5E6F");
        trust.ShouldContain(organization);
    }

    private static string[] Words(string step, params (string Example, string Real)[] values) =>
        AwsCli.Words(values.Aggregate(ReadmeTests.Steps.Single(command => command.Contains(step, StringComparison.Ordinal)), (command, value) => command.Replace(value.Example, value.Real, StringComparison.Ordinal)));
}
