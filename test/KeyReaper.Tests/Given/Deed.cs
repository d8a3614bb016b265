namespace KeyReaper.Tests.Given;

/// <summary>A call that KeyReaper made.</summary>
/// <param name="Answered">Whether the answer arrived, complete and true.</param>
/// <param name="User">The user the call was about, as it was right after the call; null if there was none.</param>
internal sealed record Deed(int Order, Pass Pass, DateTimeOffset At, SandboxCall Call, bool Answered, UserFacts? User)
{
    public const string TagPrefix = "keyreaper:key:";

    public string Action => Call.Action;
    public string? UserName => Call.UserName ?? User?.Name;

    /// <summary>The key that the call is about, even if only a tag's name says so.</summary>
    public string? KeyId => Call.AccessKeyId ?? (TagKey is { } tag && tag.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? tag[TagPrefix.Length..] : null);

    public string? TagKey => Call["Tags.member.1.Key"] ?? Call["TagKeys.member.1"];
    public string? TagValue => Call["Tags.member.1.Value"];

    /// <summary>Whether the call changed anything in IAM.</summary>
    public bool IsChange => Call.Service == "iam" && !IsRead
        && (Call.HttpStatus == 200 || Call.ErrorCode is nameof(FaultKind.ResetAfterEffect) or nameof(FaultKind.NoAnswerAfterEffect) or nameof(FaultKind.StalledAnswer));

    public bool IsRead => Action.StartsWith("List", StringComparison.Ordinal) || Action.StartsWith("Get", StringComparison.Ordinal) || Action is "GenerateCredentialReport";

    public override string ToString() => $"#{Order} pass {Pass.Number} {At:yyyy-MM-dd HH:mm} {Call} {TagKey} {TagValue}".TrimEnd();
}

/// <summary>The truth about a user, whatever an answer said.</summary>
internal sealed record UserFacts(string Name, string Path, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<KeyFacts> Keys)
{
    public static UserFacts Of(SandboxUser user) =>
        new(user.Name, user.Path, user.Tags, [.. user.AccessKeys.Select(key => new KeyFacts(key.Id, key.Status, key.Created, key.LastUsed?.At))]);

    public KeyFacts? Key(string? id) => Keys.FirstOrDefault(key => key.Id == id);
}

internal sealed record KeyFacts(string Id, string Status, DateTimeOffset Created, DateTimeOffset? LastUsed)
{
    /// <summary>The later of creation and last use.</summary>
    public DateTimeOffset LastSign => LastUsed is { } used && used > Created ? used : Created;
}
