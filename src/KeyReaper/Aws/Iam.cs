using Amazon.IdentityManagement;
using Amazon.Runtime;
using KeyReaper.Rules;
using AccessKeyMetadata = Amazon.IdentityManagement.Model.AccessKeyMetadata; // by name: the whole namespace has an AccessKey as well
using ConcurrentModificationException = Amazon.IdentityManagement.Model.ConcurrentModificationException;
using CredentialReportNotReadyException = Amazon.IdentityManagement.Model.CredentialReportNotReadyException;

namespace KeyReaper.Aws;

/// <summary>The IAM calls KeyReaper makes, in its own words. Every failure leaves here as an <see cref="IamException"/> that names the call.</summary>
internal sealed class Iam(IAmazonIdentityManagementService client, TimeProvider clock)
{
    private const int LargestPage = 1000;

    // IAM refuses to tag a user twice in quick succession: a few seconds in all, far less than a pass has.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private const int MostTries = 6;

    public Task<string?> AccountAliasAsync(CancellationToken cancelled) => CallAsync("iam:ListAccountAliases", async () =>
        (await client.ListAccountAliasesAsync(cancelled)).AccountAliases?.FirstOrDefault(), cancelled);

    public Task<IReadOnlyList<IamUser>> UsersAsync(CancellationToken cancelled) => CallAsync("iam:ListUsers", async () =>
    {
        // Pages are not a snapshot: a user created or deleted meanwhile may shift another one into two of them.
        var users = new Dictionary<string, IamUser>(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in Pages.All(client.Paginators.ListUsers(new() { MaxItems = LargestPage }).Responses, page => page.IsTruncated, page => page.Marker, cancelled))
        {
            foreach (var user in page.Users ?? [])
                users[user.UserName] = user is { UserName: not "", Path: not (null or ""), Arn: not (null or "") } ? new(user.UserName, user.Path, user.Arn) : throw new OddAnswerException($"the answer lacks the name, path or ARN of user '{user.UserName}'");
        }

        return (IReadOnlyList<IamUser>)[.. users.Values];
    }, cancelled);

    /// <summary>Path and tags as they are now: a list or a report may be older than what protects the user.</summary>
    public Task<IamUser> UserAsync(string name, CancellationToken cancelled) => CallAsync("iam:GetUser", async () =>
    {
        var answer = (await client.GetUserAsync(new() { UserName = name }, cancelled)).User;
        if (answer is not { Path: not (null or ""), Arn: not (null or "") } || !string.Equals(answer.UserName, name, StringComparison.OrdinalIgnoreCase))
            throw new OddAnswerException($"the answer is about the user '{answer?.UserName}', or lacks the path or ARN");

        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in answer.Tags ?? []) tags[tag.Key is not (null or "") and var key ? key : throw new OddAnswerException("the answer has a tag without a key")] = tag.Value ?? "";

        return new IamUser(answer.UserName, answer.Path, answer.Arn) { Tags = tags };
    }, cancelled);

    /// <summary>The user's keys without their last use, and one with status Deleted for each of our tags that has outlived its key.</summary>
    public Task<IReadOnlyList<AccessKey>> AccessKeysAsync(IamUser user, CancellationToken cancelled) => CallAsync("iam:ListAccessKeys", async () =>
    {
        var keys = new Dictionary<string, AccessKey>(StringComparer.OrdinalIgnoreCase);
        var saysThatThisIsAll = false;
        await foreach (var page in Pages.All(client.Paginators.ListAccessKeys(new() { UserName = user.Name }).Responses, page => page.IsTruncated ?? false, page => page.Marker, cancelled))
        {
            foreach (var key in page.AccessKeyMetadata ?? []) keys[key.AccessKeyId] = Translate(user, key);
            saysThatThisIsAll = page.IsTruncated is false;
        }

        // That a key is not listed means that it is gone only where the answer says that it is complete.
        foreach (var id in saysThatThisIsAll ? KeyClock.AccessKeyIds(user.Tags) : [])
            keys.TryAdd(id, new AccessKey(user, id, KeyStatus.Deleted, default));

        return (IReadOnlyList<AccessKey>)[.. keys.Values];
    }, cancelled);

    public Task<AccessKey> WithLastUseAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:GetAccessKeyLastUsed", async () =>
    {
        var answer = await client.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Id }, cancelled);

        // The user's name is the only thing in the answer that ties it to this key, so it has to be right.
        if (!string.Equals(answer.UserName, key.User.Name, StringComparison.OrdinalIgnoreCase) || answer.AccessKeyLastUsed is not { } use)
            return key with { Unreadable = new($"iam:GetAccessKeyLastUsed: the answer is about the user '{answer.UserName}'") };

        if (use.LastUsedDate is { } date) return key with { LastUse = new LastUse.At(date, use.ServiceName ?? "N/A", use.Region ?? "N/A") };

        // Never used means just that, not an answer from which the date is missing: IAM then says N/A for the service.
        return use.ServiceName is "N/A" ? key with { LastUse = LastUse.Never } : key with { Unreadable = new($"iam:GetAccessKeyLastUsed: the answer has no date, but the service '{use.ServiceName}'") };
    }, cancelled);

    /// <returns>The name of the user whose key it is.</returns>
    public Task<string> UserNameOfAsync(string accessKeyId, CancellationToken cancelled) => CallAsync("iam:GetAccessKeyLastUsed", async () =>
        (await client.GetAccessKeyLastUsedAsync(new() { AccessKeyId = accessKeyId }, cancelled)).UserName is { Length: > 0 } name ? name : throw new OddAnswerException("the answer names no user"), cancelled);

    /// <returns>Whether a report is ready to be fetched.</returns>
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

    // What follows changes the account.

    public Task DeactivateAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:UpdateAccessKey", () =>
        client.UpdateAccessKeyAsync(new() { UserName = key.User.Name, AccessKeyId = key.Id, Status = StatusType.Inactive }, cancelled), cancelled);

    public Task DeleteAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:DeleteAccessKey", () =>
        client.DeleteAccessKeyAsync(new() { UserName = key.User.Name, AccessKeyId = key.Id }, cancelled), cancelled);

    /// <param name="value">Of the key's tag.</param>
    public Task RecordAsync(AccessKey key, string value, CancellationToken cancelled) => CallAsync("iam:TagUser", () => InTurnAsync(() =>
        client.TagUserAsync(new() { UserName = key.User.Name, Tags = [new() { Key = KeyClock.TagKey(key.Id), Value = value }] }, cancelled), cancelled), cancelled);

    public Task ForgetAsync(AccessKey key, CancellationToken cancelled) => CallAsync("iam:UntagUser", () => InTurnAsync(() =>
        client.UntagUserAsync(new() { UserName = key.User.Name, TagKeys = [KeyClock.TagKey(key.Id)] }, cancelled), cancelled), cancelled);

    /// <summary>The SDK does not try a 409 again.</summary>
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

        // Then it is another user's list, and says nothing about this user's keys.
        if (!string.Equals(key.UserName, user.Name, StringComparison.OrdinalIgnoreCase)) throw new OddAnswerException($"the answer is about the user '{key.UserName}'");

        // The value, not the constant: constants of the SDK compare ignoring case, and only exactly these two words are acted on.
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
            cancelled.ThrowIfCancellationRequested(); // whatever a call that is given up ends as
            throw new IamException(action, error);
        }
    }
}

internal sealed record CredentialReportText(ReadOnlyMemory<byte> Csv, DateTimeOffset MadeAt);
