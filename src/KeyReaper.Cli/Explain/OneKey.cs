using KeyReaper.Aws;
using KeyReaper.Cli.Live;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Explain;

/// <summary>Reads everything about one access key, given its id.</summary>
internal static class OneKey
{
    /// <exception cref="LiveException">This account has no such key.</exception>
    /// <exception cref="IamException">A call that is needed to find the key failed.</exception>
    public static async Task<AccessKey> ReadAsync(LiveAccount account, string id, CancellationToken cancelled)
    {
        try
        {
            var name = await OwnerAsync(account, id, cancelled);
            var (user, trouble) = await UserAsync(account, name, cancelled);
            var listed = (await account.Iam.AccessKeysAsync(user, cancelled)).FirstOrDefault(key => key.Id == id && key.Status is not KeyStatus.Deleted) ?? throw NoSuchKey(account, id);
            var key = await account.Iam.WithLastUseAsync(listed, cancelled);
            return trouble is null ? key : key with { Unreadable = trouble };
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            throw NoSuchKey(account, id);
        }
    }

    private static async Task<string> OwnerAsync(LiveAccount account, string id, CancellationToken cancelled)
    {
        try
        {
            return await account.Iam.UserNameOfAsync(id, cancelled);
        }
        catch (IamException error) when (error.Trouble.MissingPermission is not null)
        {
            // To callers who may not ask about everything, IAM denies access to what does not exist.
            throw new LiveException($"IAM does not say whose key {id} is: you are not allowed to ask about it, or it belongs to another account than {account.Id}. {error.Message}", error);
        }
    }

    private static async Task<(IamUser, Trouble?)> UserAsync(LiveAccount account, string name, CancellationToken cancelled)
    {
        try
        {
            return (await account.Iam.UserAsync(name, cancelled), null);
        }
        catch (IamException error) when (!error.NoSuchEntity)
        {
            // Judged as a pass would, with the path from a list.
            var listed = (await account.Iam.UsersAsync(cancelled)).FirstOrDefault(user => user.Name == name);
            return (listed ?? throw new LiveException($"User {name} is not among the users of account {account.Id}. {error.Message}", error), error.Trouble);
        }
    }

    private static LiveException NoSuchKey(LiveAccount account, string id) =>
        new($"Account {account.Id} has no user with an access key {id}. It was deleted, or it belongs to another account or to the root user.");
}
