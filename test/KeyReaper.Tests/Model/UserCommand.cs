using System.Globalization;

namespace KeyReaper.Tests.Model;

/// <summary>The user gets another path.</summary>
internal sealed record Moves(string User, string Path) : Command
{
    public override void In(Scene scene) => scene.UserOf(User)?.MoveTo(Path);

    public override string ToString() => $"{User} moves to {Path}";
}

/// <summary>The user gets another name, or, if it has that already, its old one back.</summary>
internal sealed record Renames(string User) : Command
{
    private const string Suffix = "-at-work";

    public static string Other(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name + Suffix;

    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not { } user) return;
        var old = user.Name;
        user.Rename(Other(old));
        scene.Ledger.Rename(old, user.Name);
    }

    public override string ToString() => $"{User} is renamed";
}

/// <summary>A policy of the organization forbids everybody to tag the user, or no longer does.</summary>
internal sealed record Forbids(string User, bool Forbidden) : Command
{
    private const string NoTags = """{"Statement": {"Effect": "Deny", "Action": ["iam:TagUser", "iam:UntagUser"], "Resource": "arn:aws:iam::*:user/*NAME*"}}""";

    public override void In(Scene scene)
    {
        if (Forbidden) scene.Forbidden.Add(User);
        else scene.Forbidden.Remove(User);
        scene.Sandbox.Account.SetServiceControlPolicies(scene.Forbidden.Select(user => NoTags.Replace("NAME", user, StringComparison.Ordinal)));
    }

    public override string ToString() => Forbidden ? $"it is forbidden to tag {User}" : $"{User} may be tagged again";
}

/// <summary>The user gets enough tags to have that many, or loses them.</summary>
internal sealed record Fills(string User, int Tags) : Command
{
    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not { } user) return;
        foreach (var tag in user.Tags.Keys.Where(tag => tag.StartsWith("cost-center-", StringComparison.Ordinal)).ToArray()) user.Untag(tag);
        for (var i = 0; user.Tags.Count < Tags; i++) user.Tag(string.Create(CultureInfo.InvariantCulture, $"cost-center-{i}"), "1");
    }

    public override string ToString() => Text($"{User} carries {Tags} tags");
}

/// <summary>A tool removes every tag that it did not set.</summary>
internal sealed record Strips(string User) : Command
{
    public override void In(Scene scene)
    {
        if (scene.UserOf(User) is not { } user) return;
        foreach (var tag in user.Tags.Keys.ToArray()) user.Untag(tag);
        foreach (var key in user.AccessKeys) scene.Meddle(key, null);
        scene.Ledger.ForgetUser(user.Name);
    }

    public override string ToString() => $"a tool takes all tags off {User}";
}
