using System.Globalization;

namespace KeyReaper.Tests.Model;

/// <summary>Something that happens. Its text is a line of the story.</summary>
internal abstract record Command
{
    public abstract void In(Scene scene);

    /// <summary>The same thing on a smaller scale, for a shorter story.</summary>
    public virtual IEnumerable<Command> Simpler() => [];

    protected static string Text(FormattableString text) => FormattableString.Invariant(text);
}

internal sealed record Later(TimeSpan By) : Command
{
    public override void In(Scene scene) => scene.Sandbox.Clock.Advance(By);

    public override IEnumerable<Command> Simpler() =>
        from shorter in new[] { TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(Math.Floor(By.TotalDays)), By / 2 }
        where shorter < By
        select new Later(TimeSpan.FromMinutes(Math.Floor(shorter.TotalMinutes)));

    public override string ToString() => Text($"{By.TotalDays:0.##} days later");
}

/// <summary>The operator changes a setting.</summary>
internal sealed record Sets(string Variable, string Value) : Command
{
    public override void In(Scene scene) => scene.Terms = scene.Terms.With(Variable, Value);

    public override string ToString() => $"{Variable}={Value}";
}

/// <summary>IAM splits its lists into pages of that many items.</summary>
internal sealed record Pages(int Size) : Command
{
    public override void In(Scene scene) => scene.Sandbox.PageSize = Size;

    public override string ToString() => Text($"IAM's pages hold {Size}");
}

/// <summary>A user is added, with access keys created and last used (null: never) that many days ago.</summary>
internal sealed record Joins(string User, string Path, Had Key, Had? Other) : Command
{
    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not null) return;
        var user = scene.Sandbox.Account.CreateUser(User, Path, scene.Now.AddDays(-500));
        user.Tag("owner", "ops");
        foreach (var had in new[] { Key, Other }.OfType<Had>())
        {
            var key = scene.NewKey(user, scene.Now.AddDays(-had.Age));
            if (had.Used is { } used) key.Use(at: scene.Now.AddDays(-Math.Min(used, had.Age)));
            if (had.Inactive) key.Deactivate();
        }
    }

    public override IEnumerable<Command> Simpler() => Other is null ? [] : [this with { Other = null }, new Joins(User, Path, Other, null)];

    public override string ToString() => $"{User} joins at {Path} with {Key}{(Other is null ? "" : $" and {Other}")}";
}

internal sealed record Had(int Age, int? Used, bool Inactive)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"a {(Inactive ? "switched-off " : "")}key made {Age} days ago, {(Used is { } days ? $"last used {days} days ago" : "never used")}");
}

internal sealed record Leaves(string User) : Command
{
    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not { } user) return;
        scene.Sandbox.Account.DeleteUser(user.Name);
        scene.Ledger.ForgetUser(user.Name);
    }

    public override string ToString() => $"{User} is deleted";
}

internal sealed record Creates(string User) : Command
{
    // Beyond IAM's limit of two, which concurrent calls have exceeded.
    private const int Most = 3;

    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is { } user && user.AccessKeys.Count < Most) scene.NewKey(user, scene.Now);
    }

    public override string ToString() => $"{User} makes a new key";
}
