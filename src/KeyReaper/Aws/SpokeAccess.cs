using Amazon.Runtime;
using Amazon.SecurityToken;
using KeyReaper.Asked;

namespace KeyReaper.Aws;

/// <summary>Gets into another account of the organization.</summary>
internal sealed class SpokeAccess(Func<AWSCredentials?, IAmazonSecurityTokenService> sts)
{
    // The function's 15 minutes, and some more in case clocks differ.
    private const int Seconds = 20 * 60;

    /// <returns>The role's credentials, checked to be those of that account.</returns>
    /// <exception cref="UnreachableAccountException">The role could not be assumed, or its credentials are another account's.</exception>
    public async Task<AWSCredentials> EnterAsync(Spoke spoke, CancellationToken cancelled)
    {
        using var own = sts(null);
        var credentials = await CallAsync(spoke, "sts:AssumeRole", async () => (await own.AssumeRoleAsync(
            new()
            {
                RoleArn = spoke.RoleArn,
                RoleSessionName = $"keyreaper-{spoke.AccountId}", // shown in the account's CloudTrail
                ExternalId = spoke.ExternalId,
                DurationSeconds = Seconds,
            },
            cancelled)).Credentials);

        using var there = sts(credentials);
        var account = await CallAsync(spoke, "sts:GetCallerIdentity", async () => (await there.GetCallerIdentityAsync(new(), cancelled)).Account);
        return account == spoke.AccountId ? credentials : throw UnreachableAccountException.Elsewhere(spoke, account);
    }

    private static async Task<T> CallAsync<T>(Spoke spoke, string action, Func<Task<T?>> call) where T : class
    {
        try
        {
            return await call() ?? throw new OddAnswerException("the answer lacks what was asked for");
        }
        catch (Exception error)
        {
            throw UnreachableAccountException.Because(spoke, action, error);
        }
    }
}
