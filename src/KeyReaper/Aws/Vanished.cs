using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>
/// About a user or a key that is gone IAM may answer that access is denied, to a role that may ask about users and not about everything. Whether it is
/// gone, or a right is missing, the list tells.
/// </summary>
internal static class Vanished
{
    /// <returns>With the keys that were listed for it: whoever has seen one turned on must not forget it.</returns>
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

    /// <returns>Those of them that are not there any more; none if that cannot be known.</returns>
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
