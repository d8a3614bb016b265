namespace KeyReaper.Tests.Model;

/// <summary>Something about one of a user's keys, counted from the oldest. Has no effect if there is no such key.</summary>
internal abstract record KeyCommand(string User, int Key) : Command
{
    protected string TheKey => Text($"{User}'s key {Key + 1}");

    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is { AccessKeys: var keys } && Key < keys.Count) In(scene, keys[Key]);
    }

    protected abstract void In(Scene scene, SandboxAccessKey key);
}

/// <summary>A person uses the key, unless it is off.</summary>
/// <param name="ToldAfter">How long it takes until IAM reports it.</param>
internal sealed record Uses(string User, int Key, TimeSpan ToldAfter) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key)
    {
        if (key.Status == "Active") key.Use(toldAfter: ToldAfter);
    }

    public override IEnumerable<Command> Simpler() => ToldAfter > TimeSpan.Zero ? [this with { ToldAfter = TimeSpan.Zero }] : [];

    public override string ToString() => ToldAfter > TimeSpan.Zero ? Text($"{TheKey} is used, of which IAM tells {ToldAfter.TotalDays:0.##} days later") : $"{TheKey} is used";
}

internal sealed record SwitchesOff(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key) => key.Deactivate();

    public override string ToString() => $"a person switches {TheKey} off";
}

internal sealed record SwitchesOn(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key)
    {
        if (key.Status == "Inactive" && Facts.Of(key, scene).Watch(scene.Now) is not null) scene.Promises[key.Id] = scene.Now;
        key.Activate();
    }

    public override string ToString() => $"a person switches {TheKey} on";
}

internal sealed record Deletes(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key) => key.Delete();

    public override string ToString() => $"a person deletes {TheKey}";
}

/// <summary>The exempt tag of a user or of one key is set or removed, in upper or lower case: IAM ignores the case of tag keys.</summary>
/// <param name="Value">The value, after the day if there is one; null without a day removes the tag.</param>
internal sealed record Exempts(string User, int? Key, string TagKey, string? Value, int? ThroughDay) : Command
{
    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not { AccessKeys: var keys } user || Key >= keys.Count) return;
        var tag = Key is { } key ? $"{TagKey}:{keys[key].Id}" : TagKey;
        if (user.Tags.Count >= Facts.MostTags && !user.Tags.ContainsKey(tag)) return;
        if (ThroughDay is { } days) user.Tag(tag, Text($"{scene.Now.AddDays(days):yyyy-MM-dd}{Value}"));
        else if (Value is not null) user.Tag(tag, Value);
        else user.Untag(tag);
    }

    public override IEnumerable<Command> Simpler() => Key is null ? [] : [this with { Key = null }];

    private string Who => Key is { } key ? Text($"{User}'s key {key + 1}") : User;

    public override string ToString() =>
        ThroughDay is { } days ? Text($"{Who} gets {TagKey}='<the day {days} days from now>{Value}'") : Value is null ? $"{Who} loses {TagKey}" : $"{Who} gets {TagKey}='{Value}'";
}

/// <summary>A person writes a record in KeyReaper's format, with times given as distances from now.</summary>
/// <param name="Word">The first word of the format.</param>
internal sealed record Forges(string User, int Key, string Word, TimeSpan Since, TimeSpan Seen, string Rest) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key)
    {
        var (since, seen) = (scene.Now + Since, scene.Now + (Seen > Since ? Seen : Since));
        var value = Text($"{Word} {since:yyyy-MM-dd'T'HH:mm:ss'Z'}{(Word == "deactivated" ? " after 30" : "")}{(Word == "active" ? "" : Text($" seen {seen:yyyy-MM-dd'T'HH:mm:ss'Z'}"))}{Rest}");
        if (scene.TagOf(User, key.Id) is null && key.User.Tags.Count >= Facts.MostTags) return;
        key.User.Tag(Written.Prefix + key.Id, value);
        scene.Meddle(key, Record.In(value));
    }

    public override string ToString() => Text($"a person forges the tag of {TheKey}: {Word} since {Since.TotalDays:0.##} days from now{(Word == "active" ? "" : Text($", seen until {Seen.TotalDays:0.##} days from now"))}{Rest}");
}

/// <summary>A person writes something into the tag of a key that is not in our format, or (null) removes the tag.</summary>
internal sealed record Damages(string User, int Key, string? Value) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key)
    {
        if (Value is null) key.User.Untag(Written.Prefix + key.Id);
        else if (scene.TagOf(User, key.Id) is not null || key.User.Tags.Count < Facts.MostTags) key.User.Tag((Written.Prefix + key.Id).ToUpperInvariant(), Value);
        else return;
        scene.Meddle(key, null);
    }

    public override string ToString() => Value is null ? $"a person takes the tag off {TheKey}" : $"a person damages the tag of {TheKey}: '{Value}'";
}
