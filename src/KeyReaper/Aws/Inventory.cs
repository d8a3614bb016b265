using System.Collections.Concurrent;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>Reads users and their keys. Decides nothing, but does not read what an exemption makes irrelevant.</summary>
internal sealed class Inventory(Iam iam, Policy policy, DateTimeOffset now)
{
    private const int UsersAtOnce = 8; // IAM's token buckets are small: more only earns throttling

    private readonly ConcurrentBag<AccessKey> keys = [];
    private readonly ConcurrentBag<ExemptUser> exempt = [];
    private readonly ConcurrentBag<UnlistedUser> unlisted = [];

    public async Task<Listing> WalkAsync(CancellationToken timeRunningOut)
    {
        IReadOnlyList<IamUser> users = [];
        Trouble? brokeOff = null;
        try
        {
            users = await iam.UsersAsync(timeRunningOut);
            await Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = UsersAtOnce, CancellationToken = timeRunningOut }, ReadUserAsync);
        }
        catch (IamException error)
        {
            brokeOff = error.Trouble;
        }
        catch (OperationCanceledException) when (timeRunningOut.IsCancellationRequested)
        {
            brokeOff = new("the time budget ended before the last user was read");
        }

        return new()
        {
            Users = users.Count,
            AccountId = users.Count > 0 ? users[0].Arn.Split(':').ElementAtOrDefault(4) : null,
            Keys = [.. keys],
            ExemptUsers = [.. exempt.OrderBy(one => one.User.Name, StringComparer.Ordinal)],
            UnlistedUsers = [.. unlisted.OrderBy(one => one.User.Name, StringComparer.Ordinal)],
            BrokeOff = brokeOff,
        };
    }

    private async ValueTask ReadUserAsync(IamUser user, CancellationToken cancelled)
    {
        try
        {
            var exemption = policy.ExemptionByName(user);
            Trouble? unreadableTags = null;

            if (exemption is null)
            {
                (user, unreadableTags) = await TagsAsync(user, cancelled);
                exemption = policy.ExemptionOf(user, now);
            }

            if (exemption is not null) exempt.Add(new(user, exemption));
            else await ReadKeysAsync(user, unreadableTags, cancelled);
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            // The user was deleted since it was listed, and its keys with it.
        }
        catch (IamException error)
        {
            unlisted.Add(new(user, error.Trouble));
        }
    }

    private async Task<(IamUser, Trouble?)> TagsAsync(IamUser user, CancellationToken cancelled)
    {
        try
        {
            return (await iam.WithTagsAsync(user, cancelled), null);
        }
        catch (IamException error) when (!error.NoSuchEntity)
        {
            return (user, error.Trouble);
        }
    }

    private async Task ReadKeysAsync(IamUser user, Trouble? unreadableTags, CancellationToken cancelled)
    {
        foreach (var key in await iam.AccessKeysAsync(user, cancelled))
        {
            if (unreadableTags is not null) keys.Add(key with { Unreadable = unreadableTags });
            else if (key is { Unreadable: null, Status: KeyStatus.Active or KeyStatus.Inactive }) await ReadLastUseAsync(key, cancelled);
            else keys.Add(key);
        }
    }

    private async Task ReadLastUseAsync(AccessKey key, CancellationToken cancelled)
    {
        try
        {
            keys.Add(await iam.WithLastUseAsync(key, cancelled));
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            // The key was deleted since it was listed.
        }
        catch (IamException error)
        {
            keys.Add(key with { Unreadable = error.Trouble });
        }
    }
}
