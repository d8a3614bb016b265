using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given.Preloaded;

namespace KeyReaper.Tests.Sandbox;

/// <summary>The AWS CLI with that endpoint, some credentials, and none of this machine's AWS configuration. Its working folder is the repository.</summary>
internal sealed partial class AwsCli(Uri endpoint, string accessKeyId = "AKIDADMINISTRATOR", string secret = "any", string? sessionToken = null)
{
    public AwsCli(SandboxServer sandbox, string accessKeyId = "AKIDADMINISTRATOR", string secret = "any", string? sessionToken = null)
        : this(sandbox.Endpoint, accessKeyId, secret, sessionToken)
    {
    }

    /// <summary>The words of a command after <c>aws</c>, without the quotes around them.</summary>
    public static string[] Words(string command) => [.. Word().Matches(command).Skip(1).Select(word => word.Value.Replace("'", "", StringComparison.Ordinal))];

    /// <summary>Runs a command that must succeed and returns what it printed; null if that is nothing.</summary>
    public async Task<JsonElement?> Run(params string[] arguments)
    {
        var output = await Succeed(arguments);
        return output.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(output);
    }

    /// <summary>Runs a command that must succeed and returns what it printed, in whatever format.</summary>
    public async Task<string> Succeed(params string[] arguments)
    {
        var (exitCode, output, error) = await Start(arguments);
        exitCode.ShouldBe(0, error);
        return output;
    }

    /// <summary>Runs a command that must fail and returns its error.</summary>
    public async Task<string> Fail(params string[] arguments)
    {
        var (exitCode, _, error) = await Start(arguments);
        exitCode.ShouldNotBe(0);
        return error.Trim();
    }

    /// <summary>Pastes commands into a shell and returns all that was printed.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Paste(string commands) => await Start(Prepare("sh", "-c", commands));

    private Task<(int ExitCode, string Output, string Error)> Start(string[] arguments) => Start(Prepare("aws", ["--endpoint-url", endpoint.ToString(), "--output", "json", .. arguments]));

    private static async Task<(int ExitCode, string Output, string Error)> Start(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private ProcessStartInfo Prepare(string program, params string[] arguments)
    {
        PreloadedTools.PutOnPath();
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf("."),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        var nowhere = Path.Combine(Path.GetTempPath(), "keyreaper-no-such-file");
        start.Environment["AWS_ENDPOINT_URL"] = endpoint.ToString();
        start.Environment["AWS_ACCESS_KEY_ID"] = accessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = secret;
        start.Environment["AWS_SESSION_TOKEN"] = sessionToken;
        start.Environment["AWS_CONFIG_FILE"] = nowhere;
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = nowhere;
        start.Environment["AWS_DEFAULT_REGION"] = "eu-west-1"; // version 1 of the CLI
        start.Environment["AWS_REGION"] = "eu-west-1";
        start.Environment["AWS_RETRY_MODE"] = "standard";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        return start;
    }

    [GeneratedRegex(@"('[^']*'|\S)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
