using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using KeyReaper.Words;

namespace KeyReaper.Cli.Live;

/// <summary>What went wrong on the way into an account, in plain words, and what to do about it.</summary>
internal static class Advice
{
    /// <param name="profile">The profile that was asked for; null for the environment's credentials.</param>
    public static string OnCredentials(Exception error, string? profile) => error switch
    {
        InvalidOperationException =>
            $"""
            {Wording.Plain(error.Message)}
            KeyReaper cannot sign you in by IAM Identity Center or with an MFA code. The AWS CLI can, and passes on the credentials. Run this, then leave out --profile:
              {ByAwsCli(profile)}
            """,
        ProcessAWSCredentialException => $"The profile's credential_process gave no credentials. {Wording.Plain(error.Message)}",
        { InnerException: { } cause } => $"{Wording.Plain(error.Message)}. {OnCall(cause)}",
        _ =>
            $"""
            No AWS credentials were found. Any of these provides them:
              --profile NAME                                  a profile of ~/.aws/config or ~/.aws/credentials
              export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... AWS_SESSION_TOKEN=...
              {ByAwsCli(profile)}   what the AWS CLI is signed in with
            On an EC2 instance its role is used, unless AWS_EC2_METADATA_DISABLED is true.
            """,
    };

    /// <summary>For the first call to AWS, which needs no permission.</summary>
    public static string OnCall(Exception error) => error switch
    {
        AmazonServiceException { ErrorCode: "ExpiredToken" or "ExpiredTokenException" } =>
            "The credentials have expired. Sign in again, or refresh AWS_SESSION_TOKEN and the two variables it belongs to.",
        AmazonServiceException { ErrorCode: "InvalidClientTokenId" or "UnrecognizedClientException" or "InvalidAccessKeyId" } =>
            """
            AWS does not know these credentials. They were deactivated or deleted, AWS_SESSION_TOKEN is missing or is not theirs,
            or they belong to another partition: give its Region, such as --region cn-north-1 or --region us-gov-west-1.
            """,
        AmazonServiceException { ErrorCode: "RequestExpired" or "RequestTimeTooSkewed" or "RequestInTheFuture" } =>
            $"AWS refused the request for its time: this machine's clock says {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC. Set the clock.",
        AmazonServiceException { ErrorCode: "SignatureDoesNotMatch" or "InvalidSignatureException" } =>
            $"""
            The signature is wrong: AWS_SECRET_ACCESS_KEY does not belong to the access key id, or this machine's clock is off (it says
            {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC). AWS said: {Wording.Plain(error.Message)}
            """,
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"AWS refused the first call. {code}: {Wording.Plain(error.Message)}",
        WrongClockException => error.Message,
        HttpRequestException => Unreachable(error.Message),
        OperationCanceledException => Unreachable("there was no answer in time"),
        _ => $"The first call to AWS failed: {Wording.Plain(error.GetBaseException().Message)}",
    };

    public static string NoSuchRegion(string name) =>
        $"""
        There is no Region '{Wording.Plain(name)}' that this version knows of. IAM is one service for all Regions of a partition, so any of them will do:
        us-east-1 for AWS, cn-north-1 for AWS China, us-gov-west-1 for GovCloud. See --region, AWS_REGION and the profile.
        """;

    public static string NoSuchEndpoint(string url) =>
        $"""
        The endpoint '{Wording.Plain(url)}' is not a URL. Valid: one such as http://127.0.0.1:4566, or none for AWS itself. See AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_IAM,
        AWS_ENDPOINT_URL_STS and the profile's endpoint_url.
        """;

    private static string ByAwsCli(string? profile) => $"eval \"$(aws configure export-credentials {(profile is null ? "" : $"--profile {profile} ")}--format env)\"";

    public static string NoSuchProfile(string name)
    {
        string[] known = [.. new CredentialProfileStoreChain().ListProfiles().Select(profile => Wording.Plain(profile.Name))];
        return
            $"""
            There is no profile '{Wording.Plain(name)}' with credentials in your AWS configuration. {(known.Length == 0 ? "There are none" : $"There are: {string.Join(", ", known)}")}.
            If it is there, one of its settings has a value that the AWS SDK for .NET does not know: switches are true or false, max_attempts is a number.
            """;
    }

    private static string Unreachable(string why) => $"AWS could not be reached: {why}. Check the network, the proxy (HTTPS_PROXY) and AWS_ENDPOINT_URL.";
}
