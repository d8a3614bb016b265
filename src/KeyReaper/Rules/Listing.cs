namespace KeyReaper.Rules;

/// <summary>What the inventory found: every key of every user who is not exempt, or those read until it broke off.</summary>
internal sealed record Listing
{
    public int Users { get; init; }

    /// <summary>Users whose keys are all in use according to the credential report: nothing else was read about them.</summary>
    public int UsersRuledOut { get; init; }
    public int KeysRuledOut { get; init; }

    /// <summary>For each of those keys, unless exempt by name or path: its last use or creation, whichever is later, according to the report.</summary>
    public IReadOnlyList<DateTimeOffset> RuledOutIdleSince { get; init; } = [];

    /// <summary>Null if every user was read instead, for the reason in <see cref="WhyWalked"/>.</summary>
    public DateTimeOffset? ReportMadeAt { get; init; }
    public Trouble? WhyWalked { get; init; }

    /// <summary>Active access keys of the root user. Only the credential report shows them: null if none was read.</summary>
    public int? RootAccessKeys { get; init; }

    /// <summary>What every user can sign in with, according to the credential report; null if none was read.</summary>
    public IReadOnlyList<SignIn>? SignIns { get; init; }

    /// <summary>Taken from the users' ARNs; null if there are no users.</summary>
    public string? AccountId { get; init; }

    public IReadOnlyList<AccessKey> Keys { get; init; } = [];
    public IReadOnlyList<ExemptUser> ExemptUsers { get; init; } = [];

    /// <summary>Exemptions in the settings that match no user, as variable and value.</summary>
    public IReadOnlyList<(string Variable, string Entry)> UnmatchedExemptions { get; init; } = [];

    /// <summary>Users whose keys could not be listed: none of those keys is known, so none is acted on.</summary>
    public IReadOnlyList<UnlistedUser> UnlistedUsers { get; init; } = [];

    /// <summary>Why the inventory stopped before the last user. The brake cannot judge by a part of an account, so nothing is done.</summary>
    public Trouble? BrokeOff { get; init; }
}

internal sealed record UnlistedUser(IamUser User, Trouble Trouble);
