namespace KeyReaper.Benchmarks.Accounts;

/// <summary>The kinds of access keys there are, at the moment an account is seeded.</summary>
internal sealed class KeyKinds(DateTimeOffset now)
{
    /// <summary>Last used between now and 19 days ago, so that no pass within hours finds it due soon.</summary>
    public KeyKind UsedRecently(int n) => new("used recently", Days(400), Days(n % 20));

    /// <summary>Last used between 40 days and a year ago.</summary>
    public KeyKind Unused(int n) => new("unused for long", Days(900), Days(40 + (n % 325)), Deactivate: true);

    public KeyKind UsedToday => new("old, used today", Days(1500), Days(0));
    public KeyKind AlmostUnused => new("used 29 d 22 h ago", Days(400), Days(30) + TimeSpan.FromHours(2)) { DueSoon = true };
    public KeyKind JustUnused => new("used exactly 30 d ago", Days(400), Days(30), Deactivate: true);
    public KeyKind AnHourUnused => new("used 30 d 1 h ago", Days(400), Days(30) - TimeSpan.FromHours(1), Deactivate: true);
    public KeyKind New => new("never used, new", Days(2), null);
    public KeyKind JustNeverUsed => new("never used, made exactly 30 d ago", Days(30), null, Deactivate: true);
    public KeyKind NeverUsed => new("never used, old", Days(700), null, Deactivate: true);
    public static KeyKind OlderThanTracking { get; } = new("never used, made before 2015", new(2014, 6, 1, 0, 0, 0, TimeSpan.Zero), null, Deactivate: true);
    public KeyKind TwinInUse => new("twin in use", Days(365), Days(1));
    public KeyKind TwinUnused => new("twin unused", Days(365), Days(90), Deactivate: true);
    public KeyKind FoundInactive => new("inactive, nothing recorded", Days(800), Days(300)) { Active = false };
    public KeyKind InGrace => new("inactive, in grace", Days(800), Days(50)) { Active = false, InactiveSince = Days(10), SeenInactive = Days(1) };
    public KeyKind GraceOver => new("inactive, grace over", Days(800), Days(90)) { Active = false, InactiveSince = Days(40), SeenInactive = Days(1) };

    private DateTimeOffset Days(int ago) => now.AddDays(-ago);
}
