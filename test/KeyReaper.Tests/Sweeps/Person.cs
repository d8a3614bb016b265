using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>Something a person does to a user while KeyReaper is at work.</summary>
internal sealed record Person(string Does, Action<SandboxUser> To)
{
    /// <summary>Forging a clock that might be true is not among them: whoever may do that may delete the key as well. See SECURITY.md.</summary>
    public static IReadOnlyList<Person> All { get; } =
    [
        new("makes a key", user => user.CreateAccessKey()),
        new("uses the keys", user => Each(user, key => key.Use())),
        new("turns the keys off", user => Each(user, key => key.Deactivate())),
        new("turns the keys on", user => Each(user, key => key.Activate())),
        new("turns the keys off and on", user => Each(user, key => { key.Deactivate(); key.Activate(); })),
        new("turns off what is on and on what is off", user => Each(user, key => key.Status = key.Status == "Active" ? "Inactive" : "Active")),
        new("deletes the keys", user => Each(user, key => key.Delete())),
        new("deletes one key", user => Each(user, key => key.Delete(), atMost: 1)),
        new("deletes the user", user => user.Account.DeleteUser(user.Name)),
        new("deletes the user and makes one of the same name", user =>
        {
            user.Account.DeleteUser(user.Name);
            user.Account.CreateUser(user.Name, user.Path).CreateAccessKey();
        }),
        new("removes KeyReaper's tags", user => OurTags(user, user.Untag)),
        new("garbles KeyReaper's tags", user => OurTags(user, tag => user.Tag(tag, "inactive-since yesterday"))),
        new("puts clocks into the future", user => Clocks(user, "inactive-since 2027-01-01T00:00:00Z")),
        new("puts clocks before the keys were made", user => Clocks(user, "inactive-since 2016-01-01T00:00:00Z")),
        new("says that the keys were turned back on", user => Clocks(user, "reactivated 2026-01-03T06:00:00Z 3")),
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
