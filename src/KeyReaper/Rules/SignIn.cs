namespace KeyReaper.Rules;

/// <summary>
/// With what a user can sign in, as far as the credential report tells: it has no SSH keys and no service-specific credentials, and may be four hours old.
/// Whatever it did not say, or not so that it could be understood, is null.
/// </summary>
/// <param name="Created">Of the user.</param>
/// <param name="InactiveKeys">Of the access keys that the report has room for.</param>
internal sealed record SignIn(IamUser User, Password Password, DateTimeOffset? Created, bool? HasActiveKey, bool? HasCertificate, int InactiveKeys)
{
    /// <summary>
    /// By its last use alone, as auditors do; one that was never used counts from when it was set.
    /// CIS AWS Foundations 1.12 (2.11 in 7.0): https://www.cisecurity.org/benchmark/amazon_web_services
    /// </summary>
    public bool? HasUnusedPassword(TimeSpan period, DateTimeOffset now) => Password.Match<bool?>(set => now - set.IdleSince >= period, () => false, () => null);

    /// <summary>Not one who was made so lately that somebody may still be about to give them something.</summary>
    public bool? HasNothingLeft(TimeSpan period, DateTimeOffset now)
    {
        bool?[] has = [Password.Match<bool?>(_ => true, () => false, () => null), HasActiveKey, HasCertificate, Created is { } created ? now - created < period : null];
        return has.Contains(true) ? false : has.Contains(null) ? null : true;
    }
}

/// <summary>A user's console password: three things, as a key's <see cref="LastUse"/> is.</summary>
internal abstract record Password
{
    private Password()
    {
    }

    /// <summary>The report does not say, or not so that it could be understood.</summary>
    public static Password NotKnown { get; } = new Nothing();

    public static Password None { get; } = new No();

    public abstract T Match<T>(Func<Set, T> set, Func<T> none, Func<T> notKnown);

    /// <param name="Changed">When it was last set; null where only its last use is known.</param>
    /// <param name="Used">Null: never, or not since IAM began to record it in 2014. Signing in with an earlier password counts.</param>
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
