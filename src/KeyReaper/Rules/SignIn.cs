namespace KeyReaper.Rules;

/// <summary>
/// What a user can sign in with, as far as the credential report shows: it lacks SSH keys and service-specific credentials, and may be four hours old.
/// Whatever it does not say, or says in a way that could not be understood, is null.
/// </summary>
/// <param name="Created">When the user was created.</param>
/// <param name="InactiveKeys">How many of the access keys that fit into the report are inactive.</param>
internal sealed record SignIn(IamUser User, Password Password, DateTimeOffset? Created, bool? HasActiveKey, bool? HasCertificate, int InactiveKeys)
{
    /// <summary>
    /// Judged by its last use alone, as auditors do; one that was never used counts from when it was set.
    /// CIS AWS Foundations 1.12 (2.11 in 7.0): https://www.cisecurity.org/benchmark/amazon_web_services
    /// </summary>
    public bool? HasUnusedPassword(TimeSpan period, DateTimeOffset now) => Password.Match<bool?>(set => now - set.IdleSince >= period, () => false, () => null);

    /// <summary>Never true for a user created so recently that somebody may still be about to add credentials.</summary>
    public bool? HasNothingLeft(TimeSpan period, DateTimeOffset now)
    {
        bool?[] has = [Password.Match<bool?>(_ => true, () => false, () => null), HasActiveKey, HasCertificate, Created is { } created ? now - created < period : null];
        return has.Contains(true) ? false : has.Contains(null) ? null : true;
    }
}

/// <summary>A user's console password. There are three cases, as for a key's <see cref="LastUse"/>.</summary>
internal abstract record Password
{
    private Password()
    {
    }

    /// <summary>The report does not say, or says it in a way that could not be understood.</summary>
    public static Password NotKnown { get; } = new Nothing();

    public static Password None { get; } = new No();

    public abstract T Match<T>(Func<Set, T> set, Func<T> none, Func<T> notKnown);

    /// <param name="Changed">When it was last set; null if only its last use is known.</param>
    /// <param name="Used">When it was last used; null if never, or not since IAM began to record it in 2014. Signing in with an earlier password counts.</param>
    public sealed record Set(DateTimeOffset? Changed, DateTimeOffset? Used) : Password
    {
        public DateTimeOffset? IdleSince => Used ?? Changed;

        public override T Match<T>(Func<Set, T> set, Func<T> none, Func<T> notKnown) => set(this);
    }

    private sealed record No : Password
    {
        public override T Match<T>(Func<Set, T> set, Func<T> none, Func<T> notKnown) => none();
    }

    private sealed record Nothing : Password
    {
        public override T Match<T>(Func<Set, T> set, Func<T> none, Func<T> notKnown) => notKnown();
    }
}
