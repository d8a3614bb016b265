using Amazon.IdentityManagement;
using Amazon.Runtime;
using KeyReaper.Rules;
using AccessKeyMetadata = Amazon.IdentityManagement.Model.AccessKeyMetadata; // by name: the whole namespace has an AccessKey as well
using ConcurrentModificationException = Amazon.IdentityManagement.Model.ConcurrentModificationException;
using CredentialReportNotReadyException = Amazon.IdentityManagement.Model.CredentialReportNotReadyException;

namespace KeyReaper.Aws;

/// <summary>The IAM calls that KeyReaper makes, in its own words. Every failure is thrown as an <see cref="IamException"/> that names the call.</summary>
internal sealed class Iam(IAmazonIdentityManagementService client, TimeProvider clock)
{
    private const int LargestPage = 1000;

    // IAM refuses to tag a user twice in quick succession. Waiting takes a few seconds in all, far less than a pass has.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private const int MostTries = 6;

    public Task<string?> AccountAliasAsync(CancellationToken cancelled) => CallAsync("iam:ListAccountAliases", async () =>
        (await client.ListAccountAliasesAsync(cancelled)).AccountAliases?.FirstOrDefault(), cancelled);

    public Task<IReadOnlyList<IamUser>> UsersAsync(CancellationToken cancelled) => CallAsync("iam:ListUsers", async () =>
    {
        // Pages are not a snapshot: if a user is created or deleted meanwhile, another user may appear on two of them.
        var users = new Dictionary<string, IamUser>(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in Pages.All(client.Paginators.ListUsers(new() { MaxItems = LargestPage }).Responses, page => page.IsTruncated, page => page.Marker, cancelled))
        {
            foreach (var user in page.Users ?? [])
                users[user.UserName] = user is { UserName: not "", Path: not (null or ""), Arn: not (null or "") } ? new(user.UserName, user.Path, user.Arn) : throw new OddAnswerException($"the answer lacks the name, path or ARN of user '{user.UserName}'");
        }

        return (IReadOnlyList<IamUser>)[.. users.Values];
    }, cancelled);

    /// <summary>Reads path and tags as they are now: a list or a report may be older than an exemption.</summary>
    public Task<IamUser> UserAsync(string name, CancellationToken cancelled) => CallAsync("iam:GetUser", async () =>
    {
        var answer = (await client.GetUserAsync(new() { UserName = name }, cancelled)).User;
        if (answer is not { Path: not (null or ""), Arn: not (null or "") } || !string.Equals(answer.UserName, name, StringComparison.OrdinalIgnoreCase))
            throw new OddAnswerException($"the answer is about the user '{answer?.UserName}', or lacks the path or ARN");

        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in answer.Tags ?? []) tags[tag.Key is not (null or "") and var key ? key : throw new OddAnswerException("the answer has a tag without a key")] = tag.Value ?? "";

        return new IamUser(answer.UserName, answer.Path, answer.Arn) { Tags = tags };
    }, cancelled);

    /// <summary>The user's keys without their last use, and one with status Deleted for each of our tags whose key is gone.</summary>
    public Task<IReadOnlyList<AccessKey>> AccessKeysAsync(IamUser user, CancellationToken cancelled) => CallAsync("iam:ListAccessKeys", async () =>
    {
        var keys = new Dictionary<string, AccessKey>(StringComparer.OrdinalIgnoreCase);
        var saysThatThisIsAll = false;
        await foreach (var page in Pages.All(client.Paginators.ListAccessKeys(new() { UserName = user.Name }).Responses, page => page.IsTruncated ?? false, page => page.Marker, cancelled))
        {
            foreach (var key in page.AccessKeyMetadata ?? []) keys[key.AccessKeyId] = Translate(user, key);
            saysThatThisIsAll = page.IsTruncated is false;
        }

        // A key that is not listed is gone only if the answer says that the list is complete.
        foreach (var id in saysThatThisIsAll ? KeyClock.AccessKeyIds(user.Tags) : [])
            keys.TryAdd(id, new AccessKey(user, id, KeyStatus.Deleted, default));

        return (IReadOnlyList<AccessKey>)[.. keys.Values];
    }, cancelled);

    public Task<AccessKey> WithLastUseAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:GetAccessKeyLastUsed", async () =>
    {
        var answer = await client.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Id }, cancelled);

        // Only the user's name ties the answer to this key, so it has to match.
        if (!string.Equals(answer.UserName, key.User.Name, StringComparison.OrdinalIgnoreCase) || answer.AccessKeyLastUsed is not { } use)
            return key with { Unreadable = new($"iam:GetAccessKeyLastUsed: the answer is about the user '{answer.UserName}'") };

        if (use.LastUsedDate is { } date) return key with { LastUse = new LastUse.At(date, use.ServiceName ?? "N/A", use.Region ?? "N/A") };

        // A missing date alone does not mean that the key was never used. For such a key IAM says N/A for the service.
        return use.ServiceName is "N/A" ? key with { LastUse = LastUse.Never } : key with { Unreadable = new($"iam:GetAccessKeyLastUsed: the answer has no date, but the service '{use.ServiceName}'") };
    }, cancelled);

    /// <returns>The name of the user whose key it is.</returns>
    public Task<string> UserNameOfAsync(string accessKeyId, CancellationToken cancelled) => CallAsync("iam:GetAccessKeyLastUsed", async () =>
        (await client.GetAccessKeyLastUsedAsync(new() { AccessKeyId = accessKeyId }, cancelled)).UserName is { Length: > 0 } name ? name : throw new OddAnswerException("the answer names no user"), cancelled);

    /// <returns>Whether a report is ready.</returns>
    public Task<bool> GenerateCredentialReportAsync(CancellationToken cancelled) => CallAsync("iam:GenerateCredentialReport", async () =>
        (await client.GenerateCredentialReportAsync(cancelled)).State == ReportStateType.COMPLETE, cancelled);

    /// <returns>Null while it is being made.</returns>
    public Task<CredentialReportText?> CredentialReportAsync(CancellationToken cancelled) => CallAsync("iam:GetCredentialReport", async () =>
    {
        try
        {
            var answer = await client.GetCredentialReportAsync(cancelled);
            return answer is { Content: { } content, GeneratedTime: { } madeAt } ? new CredentialReportText(content.ToArray(), madeAt) : null;
        }
        catch (CredentialReportNotReadyException)
        {
            return null;
        }
    }, cancelled);

    // The calls below change the account.

    public Task DeactivateAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:UpdateAccessKey", () =>
        client.UpdateAccessKeyAsync(new() { UserName = key.User.Name, AccessKeyId = key.Id, Status = StatusType.Inactive }, cancelled), cancelled);

    public Task DeleteAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:DeleteAccessKey", () =>
        client.DeleteAccessKeyAsync(new() { UserName = key.User.Name, AccessKeyId = key.Id }, cancelled), cancelled);

    /// <param name="value">The value of the key's tag.</param>
    public Task RecordAsync(AccessKey key, string value, CancellationToken cancelled) => CallAsync("iam:TagUser", () => InTurnAsync(() =>
        client.TagUserAsync(new() { UserName = key.User.Name, Tags = [new() { Key = KeyClock.TagKey(key.Id), Value = value }] }, cancelled), cancelled), cancelled);

    public Task ForgetAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:UntagUser", () => InTurnAsync(() =>
        client.UntagUserAsync(new() { UserName = key.User.Name, TagKeys = [KeyClock.TagKey(key.Id)] }, cancelled), cancelled), cancelled);

    /// <summary>Tries again when IAM answers that the user is being changed: the SDK does not retry a 409.</summary>
    private async Task<T> InTurnAsync<T>(Func<Task<T>> call, CancellationToken cancelled)
    {
        for (var (tries, wait) = (1, FirstWait); ; tries++, wait *= 2)
        {
            try
            {
                return await call();
            }
            catch (ConcurrentModificationException) when (tries < MostTries)
            {
                await Task.Delay(wait, clock, cancelled);
            }
        }
    }

    private static AccessKey Translate(IamUser user, AccessKeyMetadata key)
    {
        if (key is not { AccessKeyId: not (null or ""), Status.Value: not (null or ""), CreateDate: { } created, UserName: not (null or "") })
            throw new OddAnswerException($"the answer lacks the id, status, creation date or user of key '{key.AccessKeyId}'");

        // If the name differs, it is another user's list and says nothing about this user's keys.
        if (!string.Equals(key.UserName, user.Name, StringComparison.OrdinalIgnoreCase)) throw new OddAnswerException($"the answer is about the user '{key.UserName}'");

        // Compares strings, because the SDK's constants compare ignoring case and KeyReaper acts on exactly these two words only.
        var status = key.Status.Value switch
        {
            "Active" => KeyStatus.Active,
            "Inactive" => KeyStatus.Inactive,
            _ => KeyStatus.Other,
        };

        return new(user, key.AccessKeyId, status, created) { ClockTag = KeyClock.Find(user.Tags, key.AccessKeyId) };
    }

    private static async Task<T> CallAsync<T>(string action, Func<Task<T>> call, CancellationToken cancelled)
    {
        try
        {
            var answer = await call();
            if (answer is AmazonWebServiceResponse response) OddAnswerException.ThrowIfNotFromAws(response);
            return answer;
        }
        catch (Exception error)
        {
            cancelled.ThrowIfCancellationRequested(); // a call that was given up may end in any exception
            throw new IamException(action, error);
        }
    }
}

internal sealed record CredentialReportText(ReadOnlyMemory<byte> Csv, DateTimeOffset MadeAt);
