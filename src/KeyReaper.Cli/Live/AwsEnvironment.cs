using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using KeyReaper.Words;

namespace KeyReaper.Cli.Live;

/// <summary>
/// Makes the SDK use the same settings as the AWS CLI. The two differ in the second variable for the Region and for the profile, a <c>~</c> in a path, a file that is missing
/// (the SDK then takes another one, with another account's credentials), and where the config file is if only the other one was moved. The AWS CLI, version 2, decides:
/// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
/// </summary>
internal static class AwsEnvironment
{
    private static readonly string[] Endpoints = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL_STS"];

    /// <exception cref="LiveException">A file named by a variable cannot be read.</exception>
    public static void Prepare()
    {
        Put("AWS_PROFILE", Get("AWS_PROFILE", "AWS_DEFAULT_PROFILE"));
        Put("AWS_CONFIG_FILE", Readable("AWS_CONFIG_FILE", "config"));
        Put("AWS_SHARED_CREDENTIALS_FILE", Readable("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
        foreach (var name in Endpoints) Put(name, Get(name));
    }

    /// <summary>The profile's name as the SDK reads it from the files: if it has a blank it stands there in quotes, which the SDK takes for a part of the name.</summary>
    public static string Profile(string name) =>
        new[] { name, $"\"{name}\"", $"'{name}'" }.FirstOrDefault(written => Find(written) is not null) ?? name;

    /// <summary>The profile whose settings are used if none was named.</summary>
    public static string UsualProfile => Get("AWS_PROFILE") ?? "default";

    /// <summary>Null if there is no such profile, or the SDK does not understand it.</summary>
    public static CredentialProfile? Find(string profile)
    {
        try
        {
            return new CredentialProfileStoreChain().TryGetProfile(profile, out var found) ? found : null;
        }
        catch (AmazonClientException error)
        {
            throw new LiveException($"The profile '{Wording.Plain(profile)}' cannot be used: {Wording.Plain(error.Message)}", error);
        }
    }

    /// <exception cref="LiveException">There is no such Region.</exception>
    public static RegionEndpoint Region(string? asked, string? profile)
    {
        var region = (asked ?? Get("AWS_REGION", "AWS_DEFAULT_REGION")) is { } name ? Region(name) : Find(profile ?? UsualProfile)?.Region ?? RegionEndpoint.USEast1;
        if (region.DisplayName == "Unknown") throw new LiveException(Advice.NoSuchRegion(region.SystemName));

        Put("AWS_REGION", region.SystemName); // for the calls by which a profile gets its credentials
        return region;
    }

    public static string? Get(params IEnumerable<string> names) => names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    public static void Put(string name, string? value) => Environment.SetEnvironmentVariable(name, value);

    private static RegionEndpoint Region(string name)
    {
        try
        {
            return RegionEndpoint.GetBySystemName(name);
        }
        catch (AmazonClientException error)
        {
            throw new LiveException(Advice.NoSuchRegion(name), error);
        }
    }

    private static string? Readable(string variable, string usual)
    {
        const string Nothing = "/dev/null";
        var home = Get("HOME", "USERPROFILE") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var path = Get(variable) ?? Path.Combine(home, ".aws", usual);
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)) path = home + path[1..];
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return path;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return File.Exists(Nothing) ? Nothing : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LiveException($"{variable} is '{Wording.Plain(path)}', which cannot be read: {(Directory.Exists(path) ? "it is a directory" : Wording.Plain(error.Message))}.", error);
        }
    }
}
