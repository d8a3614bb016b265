using System.Collections.Frozen;

namespace KeyReaper.Rules;

internal sealed record IamUser(string Name, string Path, string Arn)
{
    /// <summary>https://docs.aws.amazon.com/general/latest/gr/iam-service.html; not adjustable.</summary>
    public const int MostTags = 50;

    /// <summary>Keys compare ignoring case, as IAM's do.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>Why a user or a key is left alone, in the words the report quotes, and the last day of it if it has one.</summary>
internal sealed record Exemption(string Why, DateOnly? Until = null)
{
    /// <summary>It is for good, though its tag looks as if it were meant to end.</summary>
    public bool LooksLikeDate { get; init; }

    /// <summary>When the other rules decide again; null for one without an end.</summary>
    public DateTimeOffset? EndsAt => Until is { } day ? new(day.AddDays(1), default, TimeSpan.Zero) : null;
}

/// <param name="User">With tags, unless it is exempt by name or path.</param>
internal sealed record ExemptUser(IamUser User, Exemption Exemption)
{
    /// <summary>Read only where the exemption ends within the warning period; null where they were not, or could not be.</summary>
    public IReadOnlyList<AccessKey>? Keys { get; init; }
}
