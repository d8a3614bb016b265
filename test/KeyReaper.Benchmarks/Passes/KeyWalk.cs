using Amazon.IdentityManagement;
using Amazon.Runtime;

namespace KeyReaper.Benchmarks.Passes;

/// <summary>
/// What a plain script does: ListUsers, then ListAccessKeys for every user, then GetAccessKeyLastUsed for every active key. One user after the other
/// and without tags it is the baseline; several at once and with tags it is the shape of KeyReaper's own walk, to try how many at once are best.
/// </summary>
internal static class KeyWalk
{
    public static async Task RunAsync(int usersAtOnce, bool withTags, RequestRetryMode retryMode)
    {
        using var iam = new AmazonIdentityManagementServiceClient(
            new AmazonIdentityManagementServiceConfig { RetryMode = retryMode, MaxErrorRetry = 8, Timeout = TimeSpan.FromSeconds(10) });

        var users = new List<string>();
        await foreach (var user in iam.Paginators.ListUsers(new() { MaxItems = 1000 }).Users) users.Add(user.UserName);

        await Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = usersAtOnce }, async (user, cancelled) =>
        {
            if (withTags) await iam.GetUserAsync(new() { UserName = user }, cancelled);
            var keys = await iam.ListAccessKeysAsync(new() { UserName = user }, cancelled);
            foreach (var key in keys.AccessKeyMetadata ?? [])
            {
                if (withTags || key.Status == StatusType.Active) await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.AccessKeyId }, cancelled);
            }
        });
    }
}
