using Amazon.IdentityManagement;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;

namespace KeyReaper.Tests.Given;

/// <summary>The clients of a function that is never asked to enter another account.</summary>
internal static class OwnAccountOnly
{
    public static Clients Of(IAmazonIdentityManagementService iam, Func<string, IAmazonSimpleNotificationService> sns) =>
        new(_ => iam, sns, _ => throw new NotSupportedException("There is no STS here."));
}
