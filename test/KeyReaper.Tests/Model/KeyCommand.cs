using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

/// <summary>Something about one of a user's keys, counted from the oldest; of no effect when there is none.</summary>
internal abstract record KeyCommand(string User, int Key) : Command
{
    protected string TheKey => Text($"{User}'s key {Key + 1}");

    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is { AccessKeys: var keys } && Key < keys.Count) In(scene, keys[Key]);
    }

    protected abstract void In(Scene scene, SandboxAccessKey key);

    protected static string TagKey(SandboxAccessKey key) => $"keyreaper:key:{key.Id}";
}

internal sealed record Uses(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key) => key.Use();

    public override string ToString() => $"{TheKey} is used";
}

internal sealed record SwitchesOff(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key) => key.Deactivate();

    public override string ToString() => $"a person switches {TheKey} off";
}

internal sealed record SwitchesOn(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key) => key.Activate();

    public override string ToString() => $"a person switches {TheKey} on";
}

internal sealed record Deletes(string User, int Key) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key) => key.Delete();

    public override string ToString() => $"a person deletes {TheKey}";
}

/// <summary>The exempt tag is set, or taken off. In whichever letters: IAM's tag keys ignore case.</summary>
internal sealed record Exempts(string User, string TagKey, string? Value, int? ThroughDay) : Command
{
    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not { } user) return;
        if (ThroughDay is { } days) user.Tag(TagKey, Text($"{scene.Now.AddDays(days):yyyy-MM-dd}"));
        else if (Value is not null) user.Tag(TagKey, Value);
        else user.Untag(TagKey);
    }

    public override string ToString() =>
        ThroughDay is { } days ? Text($"{User} is exempt by {TagKey} through {days} days from now") : Value is null ? $"{User}'s exempt tag is taken off" : $"{User} gets {TagKey}={Value}";
}

/// <summary>A person writes a clock of ours, in our form, at that distance from now.</summary>
internal sealed record Forges(string User, int Key, bool Inactive, TimeSpan From, string Rest) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key)
    {
        var at = scene.Now + From;
        key.User.Tag(TagKey(key), Text($"{Word} {at:yyyy-MM-dd'T'HH:mm:ss'Z'}{Rest}"));
        scene.Ledger.Write(key.Id, User, new(Inactive, at));
    }

    private string Word => Inactive ? "inactive-since" : "reactivated";

    public override string ToString() => Text($"a person forges the tag of {TheKey}: {Word} {(From < TimeSpan.Zero ? $"{-From.TotalDays:0.##} days ago" : $"{From.TotalDays:0.##} days ahead")}{Rest}");
}

/// <summary>A person writes something into the tag of a key that is not in our form, or (null) takes the tag off.</summary>
internal sealed record Damages(string User, int Key, string? Value) : KeyCommand(User, Key)
{
    protected override void In(Scene scene, SandboxAccessKey key)
    {
        if (Value is null) key.User.Untag(TagKey(key));
        else key.User.Tag(TagKey(key).ToUpperInvariant(), Value);
        scene.Ledger.Erase(key.Id);
    }

    public override string ToString() => Value is null ? $"a person takes the tag off {TheKey}" : $"a person damages the tag of {TheKey}: '{Value}'";
}
