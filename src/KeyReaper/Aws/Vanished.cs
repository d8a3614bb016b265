using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>
/// Finds out whether a user or key is gone when IAM denies access to it. To a role that may ask about users only, IAM may say so instead of "no such entity".
/// The list shows whether it is gone or a permission is missing.
/// </summary>
internal static class Vanished
{
    /// <returns>Also the keys that were listed: one that was seen turned on has to be recorded.</returns>
    public static async Task<(bool IsGone, IReadOnlyList<AccessKey> Listed)> LookForAsync(this Iam iam, AccessKey key, CancellationToken cancelled)
    {
        try
        {
            var keys = await iam.AccessKeysAsync(key.User, cancelled);
            return (keys.All(listed => listed.Id != key.Id || listed.Status is KeyStatus.Deleted), keys);
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            return (true, []);
        }
        catch (IamException)
        {
            return (await iam.AreGoneAsync([key.User], cancelled) is [_], []);
        }
    }

    /// <returns>The users who no longer exist; none if that cannot be found out.</returns>
    public static async Task<IReadOnlyList<IamUser>> AreGoneAsync(this Iam iam, IReadOnlyList<IamUser> users, CancellationToken cancelled)
    {
        try
        {
            var listed = (await iam.UsersAsync(cancelled)).Select(user => user.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return [.. users.Where(user => !listed.Contains(user.Name))];
        }
        catch (IamException)
        {
            return [];
        }
    }
}
