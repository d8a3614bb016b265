namespace KeyReaper.Rules;

/// <summary>What the inventory found: every key of every user that is not exempt, or how far it came.</summary>
internal sealed record Listing
{
    public int Users { get; init; }

    /// <summary>Users, and their keys, that the credential report showed to be in use: nothing else was read about them.</summary>
    public int UsersRuledOut { get; init; }
    public int KeysRuledOut { get; init; }

    /// <summary>Of the latter, save those exempt by name or path, the last use or creation, whichever is later, as the report has it.</summary>
    public IReadOnlyList<DateTimeOffset> RuledOutIdleSince { get; init; } = [];

    /// <summary>Null when every user was read instead, for the reason in <see cref="WhyWalked"/>.</summary>
    public DateTimeOffset? ReportMadeAt { get; init; }
    public Trouble? WhyWalked { get; init; }

    /// <summary>Active access keys of the root user. Only the credential report tells: null where none was read.</summary>
    public int? RootAccessKeys { get; init; }

    /// <summary>With what every user can sign in, by the credential report; null where none was read.</summary>
    public IReadOnlyList<SignIn>? SignIns { get; init; }

    /// <summary>As the users' ARNs have it; null when there are no users.</summary>
    public string? AccountId { get; init; }

    public IReadOnlyList<AccessKey> Keys { get; init; } = [];
    public IReadOnlyList<ExemptUser> ExemptUsers { get; init; } = [];

    /// <summary>Entries of the settings that were to exempt somebody and match no user, as variable and value.</summary>
    public IReadOnlyList<(string Variable, string Entry)> UnmatchedExemptions { get; init; } = [];

    /// <summary>Users whose keys could not be listed: none of those keys is known, so none is acted on.</summary>
    public IReadOnlyList<UnlistedUser> UnlistedUsers { get; init; } = [];

    /// <summary>Why the inventory stopped before the last user. A part of an account cannot be judged by the brake, so nothing is done.</summary>
    public Trouble? BrokeOff { get; init; }
}

internal sealed record UnlistedUser(IamUser User, Trouble Trouble);
