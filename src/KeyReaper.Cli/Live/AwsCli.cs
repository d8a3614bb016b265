using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Amazon.Runtime;

namespace KeyReaper.Cli.Live;

/// <summary>The AWS CLI, version 2, if it is installed. It can sign in by browser and ask for codes, and hands over the credentials.</summary>
internal static class AwsCli
{
    /// <returns>Null if it has none or is not installed.</returns>
    public static async Task<AWSCredentials?> CredentialsAsync(string? profile, CancellationToken cancelled)
    {
        // Its errors are dropped, since the SDK reports the same ones. It asks for codes on the terminal itself.
        var start = new ProcessStartInfo("aws", ["configure", "export-credentials", "--format", "process", .. profile is null ? Array.Empty<string>() : [$"--profile={profile.Trim('"', '\'')}"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var aws = Process.Start(start)!;
            try
            {
                var errors = aws.StandardError.ReadToEndAsync(cancelled);
                var output = await aws.StandardOutput.ReadToEndAsync(cancelled);
                await errors;
                await aws.WaitForExitAsync(cancelled);
                return aws.ExitCode == 0 ? Parse(output) : null;
            }
            catch (OperationCanceledException)
            {
                aws.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static AWSCredentials? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            return (Text("AccessKeyId"), Text("SecretAccessKey"), Text("SessionToken")) switch
            {
                ({ Length: > 0 } id, { Length: > 0 } secret, { Length: > 0 } token) => new SessionAWSCredentials(id, secret, token),
                ({ Length: > 0 } id, { Length: > 0 } secret, _) => new BasicAWSCredentials(id, secret),
                _ => null,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
