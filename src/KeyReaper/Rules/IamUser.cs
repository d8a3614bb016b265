using System.Collections.Frozen;

namespace KeyReaper.Rules;

internal sealed record IamUser(string Name, string Path, string Arn)
{
    /// <summary>IAM's quota, which cannot be raised: https://docs.aws.amazon.com/general/latest/gr/iam-service.html.</summary>
    public const int MostTags = 50;

    /// <summary>Keys are compared ignoring case, as IAM does.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>Why a user or a key is left alone, in the words that the report quotes, and the exemption's last day if it has one.</summary>
internal sealed record Exemption(string Why, DateOnly? Until = null)
{
    /// <summary>The exemption has no end, though the tag's value looks as if one was meant.</summary>
    public bool LooksLikeDate { get; init; }

    /// <summary>From when on the other rules decide again; null if the exemption has no end.</summary>
    public DateTimeOffset? EndsAt => Until is { } day ? new(day.AddDays(1), default, TimeSpan.Zero) : null;
}

/// <param name="User">Its tags are read, unless it is exempt by name or path.</param>
internal sealed record ExemptUser(IamUser User, Exemption Exemption)
{
    /// <summary>Read only if the exemption ends within the warning period; null if they were not read or could not be.</summary>
    public IReadOnlyList<AccessKey>? Keys { get; init; }
}
