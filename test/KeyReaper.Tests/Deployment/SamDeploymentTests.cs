using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Deployment;

/// <summary>
/// The READMEs' deployments by the SAM CLI itself, against a server that stands in for AWS: what it sends to CloudFormation, up to the change set. The output of <c>sam build</c> is
/// replaced by what CloudFormation would see after the transform, which that server does not know. test/deployable.sh builds.
/// </summary>
public sealed class SamDeploymentTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("keyreaper-sam-");
    private Uri endpoint = null!;
    private AwsCli aws = null!;

    [InstalledFact("sam", "aws", "moto_server", "python3 samtranslator")]
    public async Task One_setting_is_changed_by_naming_one_and_all_others_keep_their_values()
    {
        await using var moto = new MotoServer();
        await BeginAsync(moto);
        var (first, live) = (Told("keyreaper", "Email"), Told("keyreaper", "DryRun"));
        await BuildAsync(first);

        await DeployAsync([.. first.Deploy, "ExemptUsers=break-glass,ci-*", "ExemptPaths=/service/,/vendor/", "ScheduleExpression=\"cron(30 7 ? * MON-FRI *)\""]);
        var before = await ParametersAsync(first);
        (before["Email"], before["ExemptUsers"], before["ScheduleExpression"], before["DryRun"]).ShouldBe(("you@example.com", "break-glass,ci-*", "cron(30 7 ? * MON-FRI *)", "true"));

        await DeployAsync([.. live.Deploy, "--no-execute-changeset"]);
        (await ChangedAsync(live)).ShouldBe(new Dictionary<string, string>(before) { ["DryRun"] = "false" }, ignoreOrder: true);
    }

    [InstalledFact("sam", "aws", "moto_server", "python3 samtranslator")]
    public async Task What_was_saved_for_a_single_account_stays_out_of_a_hub()
    {
        await using var moto = new MotoServer();
        await BeginAsync(moto);
        var (first, live) = (Told("keyreaper-hub", "OrganizationId"), Told("keyreaper-hub", "DryRun"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "samconfig.toml"), """
            version = 0.1
            [default.deploy.parameters]
            stack_name = "keyreaper"
            region = "us-east-1"
            parameter_overrides = "Email=\"single@example.com\" UnusedDays=\"90\""
            """);
        await BuildAsync(first);

        await DeployAsync(first.Deploy);
        var before = await ParametersAsync(first);
        (before["OrganizationId"], before["Email"], before["UnusedDays"]).ShouldBe(("o-a1b2c3d4e5", "you@example.com", "30"));

        await DeployAsync([.. live.Deploy, "--no-execute-changeset"]);
        (await ChangedAsync(live)).ShouldBe(new Dictionary<string, string>(before) { ["DryRun"] = "false" }, ignoreOrder: true);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static SamCommand Told(string stack, string parameter) => SamCommand.All.First(command => command.StackName == stack && command.Parameters.ContainsKey(parameter));

    /// <summary>Creates SAM's own bucket in advance, as after a first deployment: the server creates SAM's stack for it, but forgets the tag by which SAM recognizes it.</summary>
    private async Task BeginAsync(MotoServer moto)
    {
        endpoint = new UriBuilder(await moto.EmptyAsync()) { Host = "localhost" }.Uri; // the server reads templates from buckets of that host alone
        aws = new(endpoint);
        await aws.Run("s3api", "create-bucket", "--bucket", "packaged", "--create-bucket-configuration", "LocationConstraint=eu-west-1");
        await aws.Run("s3api", "put-object", "--bucket", "packaged", "--key", "code.zip", "--body", "LICENSE"); // not run
        await aws.Run(
            "cloudformation", "create-stack", "--stack-name", "aws-sam-cli-managed-default", "--tags", "Key=ManagedStackSource,Value=AwsSamCli",
            "--template-body", """{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"} }, "Outputs": {"SourceBucket": {"Value": {"Ref": "Bucket"} } } }""");
    }

    private async Task BuildAsync(SamCommand command)
    {
        var built = JsonNode.Parse(Template.Translate(command.TemplateFile))!.AsObject();
        built.Remove("Metadata"); // names files beside the template
        await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory(".aws-sam/build").FullName, "template.yaml"), built.ToJsonString());
    }

    private async Task DeployAsync(IReadOnlyList<string> words)
    {
        await using var sam = await Child.RunAsync(
            "bash", ["-c", "cd \"$1\" && shift && exec \"$@\"", "-", folder.FullName, .. words],
            ("AWS_ENDPOINT_URL", endpoint.ToString()), ("AWS_ACCESS_KEY_ID", "AKIDADMINISTRATOR"), ("AWS_SECRET_ACCESS_KEY", "any"), ("AWS_SESSION_TOKEN", null), ("AWS_PROFILE", null),
            ("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_EC2_METADATA_DISABLED", "true"), ("SAM_CLI_TELEMETRY", "0"), ("HOME", folder.FullName));
        (await sam.ExitAsync()).ShouldBe(0, sam.ToString());
    }

    private async Task<Dictionary<string, string>> ChangedAsync(SamCommand command)
    {
        var changeSets = await aws.Run("cloudformation", "list-change-sets", "--stack-name", command.StackName!);
        var name = changeSets!.Value.GetProperty("Summaries").EnumerateArray().Select(one => one.GetProperty("ChangeSetName").GetString()!).OrderBy(one => one, StringComparer.Ordinal).Last();
        return Parameters((await aws.Run("cloudformation", "describe-change-set", "--stack-name", command.StackName!, "--change-set-name", name))!.Value);
    }

    private async Task<Dictionary<string, string>> ParametersAsync(SamCommand command) =>
        Parameters((await aws.Run("cloudformation", "describe-stacks", "--stack-name", command.StackName!))!.Value.GetProperty("Stacks")[0]);

    private static Dictionary<string, string> Parameters(JsonElement of) => of.GetProperty("Parameters").EnumerateArray()
        .ToDictionary(one => one.GetProperty("ParameterKey").GetString()!, one => one.GetProperty("ParameterValue").GetString()!);
}
