using System.Globalization;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>Something that a person does to a user while KeyReaper is at work.</summary>
internal sealed record Person(string Does, Action<SandboxUser> To)
{
    private const string NoTags = """{"Statement": {"Effect": "Deny", "Action": ["iam:TagUser", "iam:UntagUser"], "Resource": "arn:aws:iam::*:user/*NAME"}}""";

    /// <summary>What is done once the pass is over.</summary>
    public Action<SandboxUser> Afterwards { get; private init; } = _ => { };

    /// <summary>Whether the account's state does not show all of it.</summary>
    public bool IsHidden { get; private init; }

    /// <summary>Forging a record that could be true is not among them: whoever may do that may also delete the key. See SECURITY.md.</summary>
    public static IReadOnlyList<Person> All { get; } =
    [
        new("makes a key", user => user.CreateAccessKey()),
        new("uses the keys", user => Each(user, key => key.Use())),
        new("turns the keys off", user => Each(user, key => key.Deactivate())),
        new("turns the keys on", user => Each(user, key => key.Activate())),
        new("turns the keys off and on", user => Each(user, key => { key.Deactivate(); key.Activate(); })),
        new("turns off what is on and on what is off", user => Each(user, key => key.Status = key.Status == "Active" ? "Inactive" : "Active")),
        new("turns the keys on until the pass is over", user => Each(user, key => key.Activate())) { Afterwards = user => Each(user, key => key.Deactivate()), IsHidden = true },
        new("uses the keys, of which IAM tells in two days", user => Each(user, key => key.Use(toldAfter: TimeSpan.FromDays(2)))) { IsHidden = true },
        new("has used the keys yesterday, of which IAM tells tomorrow", user => Each(user, key => key.Use(at: SandboxClock.DefaultStart.AddDays(-1), toldAfter: TimeSpan.FromDays(2)))) { IsHidden = true },
        new("deletes the keys", user => Each(user, key => key.Delete())),
        new("deletes one key", user => Each(user, key => key.Delete(), atMost: 1)),
        new("deletes the user", user => user.Account.DeleteUser(user.Name)),
        new("deletes the user and makes one of the same name", user =>
        {
            user.Account.DeleteUser(user.Name);
            user.Account.CreateUser(user.Name, user.Path).CreateAccessKey();
        }),
        new("moves the user to an exempt path", user => user.MoveTo("/break-glass/")),
        new("moves the user to a path that is not exempt", user => user.MoveTo("/ci/")),
        new("renames the user", user => user.Rename($"{user.Name}-x")),
        new("renames the user and makes one of the old name", user =>
        {
            var name = user.Name;
            user.Rename($"{name}-x");
            user.Account.CreateUser(name).CreateAccessKey();
        }),
        new("forbids that the user be tagged", user => user.Account.SetServiceControlPolicies(NoTags.Replace("NAME", user.Name, StringComparison.Ordinal))) { IsHidden = true },
        new("fills the user's tags up to fifty", user =>
        {
            for (var i = 0; user.Tags.Count < 50; i++) user.Tag(string.Create(CultureInfo.InvariantCulture, $"cost-center-{i}"), "1");
        }),
        new("has a tool take off all tags but its own", user =>
        {
            foreach (var tag in user.Tags.Keys.ToArray()) user.Untag(tag);
            user.Tag("managed-by", "a tool");
        }),
        new("removes KeyReaper's tags", user => OurTags(user, user.Untag)),
        new("garbles KeyReaper's tags", user => OurTags(user, tag => user.Tag(tag, "deactivated 2025-11-26T06:00:00Z after 30 seen yesterday"))),
        new("puts clocks into the future", user => Clocks(user, "inactive 2027-01-01T00:00:00Z seen 2027-01-01T00:00:00Z")),
        new("puts looks into the future", user => Clocks(user, "inactive 2025-12-01T00:00:00Z seen 2027-01-01T00:00:00Z")),
        new("puts clocks before the keys were made", user => Clocks(user, "inactive-since 2016-01-01T00:00:00Z")),
        new("says that the keys were turned back on", user => Clocks(user, "active 2026-01-03T06:00:00Z 3")),
        new("exempts the user", user => user.Tag("KEYREAPER:exempt", "please")),
        new("exempts the user for today", user => user.Tag("keyreaper:exempt", "2026-01-05")),
        new("ends the exemption", user => user.Tag("keyreaper:exempt", "false")),
        new("puts a tag of their own", user => user.Tag("owner", "somebody else")),
    ];

    public override string ToString() => Does;

    private static void Each(SandboxUser user, Action<SandboxAccessKey> act, int atMost = int.MaxValue)
    {
        foreach (var key in user.AccessKeys.Take(atMost)) act(key);
    }

    private static void OurTags(SandboxUser user, Action<string> act)
    {
        foreach (var tag in user.Tags.Keys.Where(tag => tag.StartsWith(Deed.TagPrefix, StringComparison.Ordinal)).ToArray()) act(tag);
    }

    private static void Clocks(SandboxUser user, string value) => Each(user, key => user.Tag(Deed.TagPrefix + key.Id, value));
}
