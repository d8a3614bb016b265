using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;

namespace KeyReaper.Aws;

/// <summary>Makes the function's clients: with credentials that it got for another account, or, without any, with its own.</summary>
/// <param name="Sns">Of the named Region, always with the function's own.</param>
internal sealed record Clients(
    Func<AWSCredentials?, IAmazonIdentityManagementService> Iam,
    Func<string, IAmazonSimpleNotificationService> Sns,
    Func<AWSCredentials?, IAmazonSecurityTokenService> Sts);
