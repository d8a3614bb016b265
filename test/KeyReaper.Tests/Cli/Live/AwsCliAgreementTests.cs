using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Live;

/// <summary>
/// Region and credentials are found where the AWS CLI finds them: a table of variables and profile settings, compared with the AWS CLI if it is installed. Version 1 does not know AWS_REGION
/// and prefers AWS_DEFAULT_PROFILE, so it is not compared where only version 2 does the same.
/// </summary>
public sealed partial class AwsCliAgreementTests : IDisposable
{
    private const string Keys = "aws_secret_access_key = x\n";
    private const string TwoProfiles = $"[default]\nregion = eu-west-1\naws_access_key_id = AKIDDEFAULT\n{Keys}[profile prod]\nregion = eu-west-2\naws_access_key_id = AKIDPROD\n{Keys}";
    private const string EnvironmentKeys = "AWS_ACCESS_KEY_ID=AKIDENV AWS_SECRET_ACCESS_KEY=x";
    private const string Role = "[profile audit]\nregion = eu-west-3\nrole_arn = arn:aws:iam::111122223333:role/R\n";
    private const string WebIdentity = "AWS_ROLE_ARN=arn:aws:iam::111122223333:role/WEB AWS_WEB_IDENTITY_TOKEN_FILE=HOME/token";

    private readonly SignerMirror mirror = new();
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("keyreaper-home-");

    /// <summary>The config file, the environment, the options, and who then signs for which Region.</summary>
    public static TheoryData<string, string, string, string> Table => new()
    {
        { TwoProfiles, "", "", "AKIDDEFAULT@eu-west-1" },
        { TwoProfiles, "", "--profile prod", "AKIDPROD@eu-west-2" },
        { TwoProfiles, "AWS_PROFILE=prod", "", "AKIDPROD@eu-west-2" },
        { TwoProfiles, "AWS_DEFAULT_PROFILE=prod", "", "AKIDPROD@eu-west-2" },
        { TwoProfiles, "AWS_PROFILE=prod AWS_DEFAULT_PROFILE=default", "", "AKIDPROD@eu-west-2 (2)" },
        { TwoProfiles, EnvironmentKeys, "", "AKIDENV@eu-west-1" },
        { TwoProfiles, $"{EnvironmentKeys} AWS_PROFILE=prod", "", "AKIDENV@eu-west-2" },
        { TwoProfiles, EnvironmentKeys, "--profile prod", "AKIDPROD@eu-west-2" },
        { TwoProfiles, $"{EnvironmentKeys} AWS_PROFILE=nobody", "", "none" },
        { TwoProfiles, "AWS_ACCESS_KEY_ID=AKIDENV", "", "none" },
        { TwoProfiles, "AWS_REGION=us-west-1", "--profile prod", "AKIDPROD@us-west-1 (2)" },
        { TwoProfiles, "AWS_DEFAULT_REGION=us-west-2", "--profile prod", "AKIDPROD@us-west-2" },
        { TwoProfiles, "AWS_REGION=us-west-1 AWS_DEFAULT_REGION=us-west-2", "", "AKIDDEFAULT@us-west-1 (2)" },
        { TwoProfiles, "AWS_REGION=us-west-1 AWS_DEFAULT_REGION=us-west-1", "--region ap-south-1", "AKIDDEFAULT@ap-south-1" },
        { TwoProfiles, "AWS_SHARED_CREDENTIALS_FILE=HOME/else/credentials", "", "AKIDELSEWHERE@eu-west-1" },
        { TwoProfiles, "AWS_SHARED_CREDENTIALS_FILE=~/else/credentials", "", "AKIDELSEWHERE@eu-west-1" },
        { TwoProfiles, "AWS_CONFIG_FILE=HOME/else/config", "--profile other", "AKIDOTHER@eu-north-1" },
        { TwoProfiles, "AWS_CONFIG_FILE=~/else/config", "--profile other", "AKIDOTHER@eu-north-1" },
        { TwoProfiles, "AWS_CONFIG_FILE=HOME/nowhere", "", "none" },
        { $"[profile \"my prof\"]\nregion = eu-west-1\naws_access_key_id = AKIDMINE\n{Keys}", "", "--profile|my prof", "AKIDMINE@eu-west-1" },
        { $"{TwoProfiles}{Role}source_profile = prod\nexternal_id = -x\n", "", "--profile audit", "R-by-AKIDPROD-x@eu-west-3" },
        { $"{TwoProfiles}{Role}source_profile = prod\n", "AWS_PROFILE=audit", "", "R-by-AKIDPROD@eu-west-3" },
        { $"{TwoProfiles}{Role}source_profile = audit\naws_access_key_id = AKIDOWN\n{Keys}", "", "--profile audit", "R-by-AKIDOWN@eu-west-3" },
        { $"{Role}credential_source = Environment\n", EnvironmentKeys, "--profile audit", "R-by-AKIDENV@eu-west-3" },
        { $"{Role}credential_source = EcsContainer\n", "AWS_CONTAINER_CREDENTIALS_FULL_URI=MIRROR/container", "--profile audit", "R-by-AKIDCONTAINER@eu-west-3" },
        { $"{Role}credential_source = Ec2InstanceMetadata\n", "AWS_EC2_METADATA_SERVICE_ENDPOINT=MIRROR", "--profile audit", "R-by-AKIDINSTANCE@eu-west-3" },
        { $"{Role}web_identity_token_file = HOME/token\n", "", "--profile audit", "R-by-nobody@eu-west-3" },
        { TwoProfiles, WebIdentity, "", "WEB-by-nobody@eu-west-1" },
        { TwoProfiles, WebIdentity, "--profile prod", "AKIDPROD@eu-west-2" },
        { $"{TwoProfiles}{Role}source_profile = prod\n", $"{WebIdentity} AWS_PROFILE=audit", "", "R-by-AKIDPROD@eu-west-3" },
        { "[profile made]\nregion = eu-west-1\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":\"AKIDMADE\",\"SecretAccessKey\":\"x\"}'\n", "", "--profile made", "AKIDMADE@eu-west-1" },
        { "[default]\nregion = eu-west-1\n", "AWS_CONTAINER_CREDENTIALS_FULL_URI=MIRROR/container", "", "AKIDCONTAINER@eu-west-1" },
        { "[default]\nregion = eu-west-1\n", "AWS_EC2_METADATA_SERVICE_ENDPOINT=MIRROR", "", "AKIDINSTANCE@eu-west-1" },
        { "[default]\nregion = eu-west-1\n", "AWS_EC2_METADATA_SERVICE_ENDPOINT=MIRROR AWS_EC2_METADATA_DISABLED=true", "", "none" },
        { $"[profile there]\nregion = eu-west-1\nendpoint_url = MIRROR/there\naws_access_key_id = AKIDTHERE\n{Keys}", "AWS_ENDPOINT_URL=", "--profile there", "AKIDTHERE@eu-west-1/there" },
        { $"[profile there]\nregion = eu-west-1\nservices = s\naws_access_key_id = AKIDTHERE\n{Keys}[services s]\nsts =\n  endpoint_url = MIRROR/sts\niam =\n  endpoint_url = MIRROR/iam\n", "AWS_ENDPOINT_URL=", "--profile there", "AKIDTHERE@eu-west-1/sts" },
        { TwoProfiles, "AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_ENDPOINT_URL_STS=MIRROR/mine AWS_ENDPOINT_URL_IAM=MIRROR", "", "AKIDDEFAULT@eu-west-1/mine" },
    };

    public void Dispose()
    {
        mirror.Dispose();
        home.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Region_and_credentials_are_those_that_the_AWS_CLI_would_take(string config, string environment, string options, string signer)
    {
        Write(".aws/config", config);
        Write("else/config", $"[profile other]\nregion = eu-north-1\naws_access_key_id = AKIDOTHER\n{Keys}");
        Write("else/credentials", $"[default]\naws_access_key_id = AKIDELSEWHERE\n{Keys}");
        Write("token", "token");
        string[] words = options.Contains('|', StringComparison.Ordinal) ? options.Split('|') : options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        await using var preview = await RunAsync("dotnet", [CommandLine.Program, "preview", .. words], environment);
        Signer(preview.Output).ShouldBe(signer.Replace(" (2)", "", StringComparison.Ordinal), preview.ToString());
        preview.ToString().ShouldNotContain("   at ");

        if (InstalledFactAttribute.PathOf("aws") is null || (signer.EndsWith(" (2)", StringComparison.Ordinal) && !await IsVersion2Async())) return;
        await using var aws = await RunAsync("aws", ["sts", "get-caller-identity", "--query", "Arn", "--output", "text", .. words], environment);
        Signer(aws.Output).ShouldBe(signer.Replace(" (2)", "", StringComparison.Ordinal), aws.ToString());
    }

    [Fact]
    public async Task What_the_SDK_cannot_do_the_AWS_CLI_is_asked_for()
    {
        Write(".aws/config", "[profile sso]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Audit\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\nsso_registration_scopes = sso:account:access\n");
        Write("bin/aws", "#!/bin/sh\n[ \"$*\" = 'configure export-credentials --format process --profile=sso' ] && echo '{\"Version\":1,\"AccessKeyId\":\"AKIDSIGNEDIN\",\"SecretAccessKey\":\"x\",\"SessionToken\":\"y\"}'\n");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(Path.Combine(home.FullName, "bin/aws"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await using var preview = await RunAsync("dotnet", [CommandLine.Program, "preview", "--profile", "sso"], $"PATH=HOME/bin:{Environment.GetEnvironmentVariable("PATH")}");

        Signer(preview.Output).ShouldBe("AKIDSIGNEDIN@eu-west-1", preview.ToString());
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL=localhost", "The endpoint 'localhost' is not a URL.")]
    [InlineData("AWS_ENDPOINT_URL=ftp://x", "The endpoint 'ftp://x/' is not a URL.")]
    [InlineData("AWS_REGION=eu-west-1\r", "There is no Region 'eu-west-1\\u{000D}'")]
    [InlineData("AWS_DEFAULT_REGION=eu_west_1", "There is no Region 'eu_west_1'")]
    [InlineData("AWS_CONFIG_FILE=HOME", "which cannot be read: it is a directory.")]
    [InlineData("AWS_EC2_METADATA_SERVICE_ENDPOINT=nonsense", "first call to AWS failed: ")]
    public async Task A_variable_that_cannot_be_used_is_told_in_a_sentence(string environment, string says)
    {
        Write(".aws/config", TwoProfiles);

        await using var preview = await RunAsync("dotnet", [CommandLine.Program, "preview"], environment);

        (await preview.ExitAsync()).ShouldBe(1, preview.ToString());
        preview.Errors.ShouldContain(says);
        preview.Errors.Split('\n').Length.ShouldBeLessThan(3);
        preview.Output.ShouldBeEmpty();
        preview.ToString().ShouldNotContain("   at ");
    }

    private Task<Child> RunAsync(string command, IEnumerable<string> arguments, string environment)
    {
        var variables = new Dictionary<string, string?>();
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal))) variables[name] = null;
        (variables["HOME"], variables["AWS_ENDPOINT_URL"], variables["AWS_MAX_ATTEMPTS"]) = (home.FullName, mirror.Url, "1");
        foreach (var pair in environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))) variables[pair[0]] = pair[1].Length == 0 ? null : Placed(pair[1]);
        return Child.RunAsync(command, arguments, variables.Select(variable => (variable.Key, variable.Value)));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(home.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Placed(text));
    }

    private string Placed(string text) => text.Replace("HOME", home.FullName, StringComparison.Ordinal).Replace("MIRROR", mirror.Url, StringComparison.Ordinal);

    private static string Signer(string output) => SignerForm().Match(output) is { Success: true } match ? match.Groups["signer"].Value : "none";

    private static async Task<bool> IsVersion2Async()
    {
        await using var version = await Child.RunAsync("aws", ["--version"]);
        return version.Output.StartsWith("aws-cli/2", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"arn:aws:iam::111122223333:user/(?<signer>\S+)")]
    private static partial Regex SignerForm();
}
