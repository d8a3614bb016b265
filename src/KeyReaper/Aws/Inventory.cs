using System.Collections.Concurrent;
using KeyReaper.Asked;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>Finds the users who can matter and reads their keys. It decides nothing, and reads nothing that cannot change a verdict.</summary>
/// <param name="progress">Receives how many users have been read, and how many are to be read. Called from several threads.</param>
internal sealed class Inventory(Iam iam, Policy policy, DateTimeOffset now, TimeProvider clock, IProgress<(int Read, int ToRead)>? progress = null)
{
    private const int UsersAtOnce = 16; // measured: fewer waste time waiting for answers, more only cause throttling

    private readonly ConcurrentBag<AccessKey> keys = [];
    private readonly ConcurrentBag<ExemptUser> exempt = [];
    private ConcurrentBag<UnlistedUser> unlisted = [];

    public async Task<Listing> ReadAsync(InventoryChoice choice, CancellationToken timeRunningOut)
    {
        var listing = new Listing();
        try
        {
            IReadOnlyList<IamUser> users;
            (listing, users) = await UsersAsync(choice, timeRunningOut);
            var read = 0;
            await Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = UsersAtOnce, CancellationToken = timeRunningOut }, async (user, cancelled) =>
            {
                await ReadUserAsync(user, cancelled);
                progress?.Report((Interlocked.Increment(ref read), users.Count));
            });
            await ForgetVanishedUsersAsync(timeRunningOut);
        }
        catch (IamException error)
        {
            listing = listing with { BrokeOff = error.Trouble };
        }
        catch (OperationCanceledException) when (timeRunningOut.IsCancellationRequested)
        {
            listing = listing with { BrokeOff = new("the time budget ended before the last user was read") };
        }

        return listing with
        {
            Keys = [.. keys],
            ExemptUsers = [.. exempt.OrderBy(one => one.User.Name, StringComparer.Ordinal)],
            UnlistedUsers = [.. unlisted.OrderBy(one => one.User.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>The users to read: those that the credential report leaves, or all if there is no report.</summary>
    private async Task<(Listing, IReadOnlyList<IamUser>)> UsersAsync(InventoryChoice choice, CancellationToken cancelled)
    {
        if (choice is InventoryChoice.Walk) return await WalkAsync(new("INVENTORY is walk"), cancelled);

        try
        {
            var (rows, madeAt) = await new CredentialReport(iam, clock).FetchAsync(cancelled);
            return ByReport(rows, madeAt);
        }
        catch (CredentialReportException error)
        {
            return await WalkAsync(error.Trouble with { Text = $"the credential report could not be used: {error.Message}" }, cancelled);
        }
    }

    private (Listing, IReadOnlyList<IamUser>) ByReport(IReadOnlyList<CredentialReportRow> rows, DateTimeOffset madeAt)
    {
        var users = rows.Where(row => !row.IsRoot).ToLookup(row => row.MayMatter(policy, now));
        var listing = new Listing
        {
            Users = users.Sum(group => group.Count()),
            AccountId = AccountId(rows.Select(row => row.Arn)),
            UsersRuledOut = users[false].Count(),
            KeysRuledOut = users[false].Sum(row => row.Keys),
            RuledOutIdleSince = [.. users[false].Where(row => policy.ExemptionByName(row.ToUser()) is null).SelectMany(row => row.Slots).Where(slot => slot.IsFilled).Select(slot => slot.LastSign).OfType<DateTimeOffset>()],
            SignIns = [.. rows.Where(row => !row.IsRoot).Select(row => row.ToSignIn())],
            ReportMadeAt = madeAt,
            RootAccessKeys = rows.FirstOrDefault(row => row.IsRoot)?.Slots.Count(slot => slot.Active == "true"),
            UnmatchedExemptions = policy.Unmatched([.. rows.Where(row => !row.IsRoot).Select(row => row.ToUser())]),
        };
        return (listing, [.. users[true].Select(row => row.ToUser())]);
    }

    private async Task<(Listing, IReadOnlyList<IamUser>)> WalkAsync(Trouble why, CancellationToken cancelled)
    {
        var users = await iam.UsersAsync(cancelled);
        return (new() { Users = users.Count, AccountId = AccountId(users.Select(user => user.Arn)), WhyWalked = why, UnmatchedExemptions = policy.Unmatched(users) }, users);
    }

    private static string? AccountId(IEnumerable<string> arns) => arns.FirstOrDefault()?.Split(':').ElementAtOrDefault(4);

    private async ValueTask ReadUserAsync(IamUser user, CancellationToken cancelled)
    {
        try
        {
            var exemption = policy.ExemptionByName(user);
            Trouble? unreadable = null;

            if (exemption is null)
            {
                (user, unreadable) = await UserAsync(user, cancelled);
                exemption = policy.ExemptionOf(user, now);
            }

            if (exemption is not null) exempt.Add(new(user, exemption) { Keys = policy.EndsSoon(exemption, now) ? await LookAtAsync(user, exemption, cancelled) : null });
            else await ReadKeysAsync(user, unreadable, cancelled);
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            // The user was deleted after it was listed, and its keys with it.
        }
        catch (IamException error)
        {
            unlisted.Add(new(user, error.Trouble));
        }
    }

    private async Task ForgetVanishedUsersAsync(CancellationToken cancelled)
    {
        IamUser[] denied = [.. unlisted.Where(one => one.Trouble.MissingPermission is not null).Select(one => one.User)];
        if (denied.Length == 0) return;

        var gone = await iam.AreGoneAsync(denied, cancelled);
        unlisted = [.. unlisted.Where(one => !gone.Contains(one.User))];
    }

    /// <summary>Reads path and tags anew: the path in a report may exempt a user, but must never be the reason not to.</summary>
    private async Task<(IamUser, Trouble?)> UserAsync(IamUser user, CancellationToken cancelled)
    {
        try
        {
            return (await iam.UserAsync(user.Name, cancelled), null);
        }
        catch (IamException error) when (!error.NoSuchEntity)
        {
            return (user, error.Trouble);
        }
    }

    private async Task ReadKeysAsync(IamUser user, Trouble? unreadable, CancellationToken cancelled)
    {
        foreach (var key in await iam.AccessKeysAsync(user, cancelled))
        {
            if (unreadable is not null) keys.Add(key with { Unreadable = unreadable });
            else if (Judge.NeedsLastUse(key, policy, now) || WillNeedLastUse(key)) await ReadLastUseAsync(key, cancelled);
            else keys.Add(key);
        }
    }

    /// <summary>The keys of a user whose exemption ends soon, so that the report can say what becomes of them. Nothing is decided by them, so null if they cannot be read.</summary>
    private async Task<IReadOnlyList<AccessKey>?> LookAtAsync(IamUser user, Exemption exemption, CancellationToken cancelled)
    {
        try
        {
            var listed = await iam.AccessKeysAsync(user, cancelled);
            return await Task.WhenAll(listed.Where(key => key.Status is not KeyStatus.Deleted)
                .Select(key => Judge.NeedsLastUse(key, policy, exemption.EndsAt ?? now) ? iam.WithLastUseAsync(key, cancelled) : Task.FromResult(key)));
        }
        catch (IamException)
        {
            return null;
        }
    }

    /// <summary>Whether the key's exemption ends soon, so that the report needs to know what becomes of the key then.</summary>
    private bool WillNeedLastUse(AccessKey key) =>
        policy.ExemptionOf(key, now) is { EndsAt: { } ends } exemption && policy.EndsSoon(exemption, now) && Judge.NeedsLastUse(key, policy, ends);

    private async Task ReadLastUseAsync(AccessKey key, CancellationToken cancelled)
    {
        try
        {
            keys.Add(await iam.WithLastUseAsync(key, cancelled));
        }
        catch (IamException error) when (error.NoSuchEntity)
        {
            // The key was deleted after it was listed.
        }
        catch (IamException error)
        {
            var (isGone, listed) = error.Denied ? await iam.LookForAsync(key, cancelled) : (false, []);
            if (isGone) return;

            key = listed.FirstOrDefault(one => one.Id == key.Id) ?? key;
            keys.Add(Judge.NeedsLastUse(key, policy, now) ? key with { Unreadable = error.Trouble } : key);
        }
    }
}
