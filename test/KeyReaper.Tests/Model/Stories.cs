using FsCheck;
using FsCheck.Fluent;

namespace KeyReaper.Tests.Model;

/// <summary>Random years. Half of all chapters are quiet, and most numbers lie near the limits of the periods.</summary>
internal static class Stories
{
    private const int Chapters = 80;
    private static readonly (string Name, string Path)[] People = [("alice", "/"), ("bob", "/"), ("carol", "/ci/"), ("dave", "/ci/deploy/"), ("erin", "/people/")];

    public static Arbitrary<Story> Any { get; } = Arb.From(
        from opening in Opening
        from chapters in Chapter.ArrayOf(Chapters)
        select new Story([.. opening, .. OneYear(chapters.SelectMany(chapter => chapter))]),
        story => story.Simpler());

    /// <summary>Makes the commands last exactly one year, to the minute: the last wait is shortened or extended.</summary>
    private static IEnumerable<Command> OneYear(IEnumerable<Command> commands)
    {
        var left = TimeSpan.FromDays(Story.Days);
        foreach (var command in commands)
        {
            if (command is Later later)
            {
                if (later.By >= left) break;
                left -= later.By;
            }

            yield return command;
        }

        yield return new Later(left);
        yield return new Pass(false, true);
    }

    private static Gen<string> User => Gen.Elements(People.Select(one => one.Name).ToArray());

    private static Gen<int> Key => Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Constant(2)));

    private static Gen<Had> Had =>
        from age in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, 400))
        from used in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 100).Select(days => (int?)days))
        from inactive in Gen.Elements(false, false, false, true)
        select new Had(age, used, inactive);

    private static Gen<Command> Joins(string user, string path) =>
        from key in Had
        from other in Had
        from two in Gen.Elements(true, false)
        select (Command)new Joins(user, path, key, two ? other : null);

    private static Gen<Command[]> Opening =>
        from joined in Gen.CollectToArray(People, one => Joins(one.Name, one.Path))
        from users in Gen.Elements(1, 2, 3, 4, 5, 2, 3)
        from settings in Setting.ArrayOf(4)
        from pages in Gen.Elements(1, 2, 100, 100, 100)
        from notify in From("NOTIFY", "always", "changes") // fewer calls leave time for more years
        select (Command[])[new Pages(pages), notify, .. settings, .. joined.Take(users)];

    private static Gen<Command> Setting => Gen.Frequency(
        (4, From("UNUSED_DAYS", "1", "2", "7", "30", "90")),
        (4, From("GRACE_DAYS", "1", "2", "7", "30")),
        (2, From("LONGEST_PAUSE_DAYS", "1", "3", "8", "14", "31")),
        (2, From("WARN_DAYS", "0", "1", "7", "40")),
        (3, From("INVENTORY", "walk", "auto")),
        (2, From("DELETE_KEYS", "false", "true", "true")),
        (1, From("MAX_DEACTIVATIONS", "0", "1", "2", "100", "100", "100")),
        (1, From("MAX_DELETIONS", "0", "1", "2", "100", "100", "100")),
        (2, From("DRY_RUN", "true", "false", "false", "false")),
        (1, From("EXEMPT_USERS", "", "", "bob", "BOB,erin", "ca*", "*")),
        (1, From("EXEMPT_PATHS", "", "", "/ci/", "/people/,/ops/")));

    private static Gen<Command> From(string variable, params string[] values) => Gen.Elements(values).Select(value => (Command)new Sets(variable, value));

    private static Gen<Command> Wait => Gen.Frequency(
        (2, Gen.Constant(60)), (1, Gen.Constant(59)), (1, Gen.Choose(1, 1440)), (6, Gen.Constant(1440)), (3, Gen.Constant(2 * 1440)),
        (4, Gen.Choose(3, 8).Select(days => days * 1440)), (2, Gen.Constant(7 * 1440)), (2, Gen.Choose(9, 29).Select(days => days * 1440)), (3, Gen.Constant(30 * 1440)))
        .Select(minutes => (Command)new Later(TimeSpan.FromMinutes(minutes)));

    private static Gen<Command> OfKey(Func<string, int, Command> make) =>
        from user in User
        from key in Key
        select make(user, key);

    /// <summary>What people do to keys, also during a pass.</summary>
    private static Gen<Command> OnKeys => Gen.Frequency(
        (6, OfKey((user, key) => new Uses(user, key, TimeSpan.Zero))),
        (2, LateUse),
        (2, OfKey((user, key) => new SwitchesOff(user, key))),
        (3, OfKey((user, key) => new SwitchesOn(user, key))),
        (1, OfKey((user, key) => new Deletes(user, key))));

    private static Gen<Command> LateUse =>
        from user in User
        from key in Key
        from minutes in Gen.Elements(10, 60, 4 * 60, 1440, 2 * 1440, 5 * 1440)
        select (Command)new Uses(user, key, TimeSpan.FromMinutes(minutes));

    /// <summary>A key is turned on, used and turned off again, perhaps without any pass seeing it.</summary>
    private static Gen<IEnumerable<Command>> Borrowing =>
        from user in User
        from key in Key
        from hours in Gen.Elements(0, 1, 30, 60, 24 * 4, 24 * 9)
        from used in Gen.Elements(true, true, false)
        from off in Gen.Elements(true, true, true, false)
        select (IEnumerable<Command>)
        [
            new SwitchesOn(user, key), .. used ? [new Uses(user, key, TimeSpan.Zero)] : Array.Empty<Command>(), new Later(TimeSpan.FromHours(hours)), .. off ? [new SwitchesOff(user, key)] : Array.Empty<Command>(),
        ];

    private static Gen<Command> OnTags => Gen.OneOf(
        from user in User
        from key in Key
        from word in Gen.Elements("deactivated", "inactive", "inactive", "active")
        from since in Gen.OneOf(Gen.Elements(-90, -30, -7, -1, 0, 1), Gen.Choose(-500, 60))
        from seen in Gen.Elements(-7, -1, 0, 1)
        from rest in Gen.Elements("", " 3")
        select (Command)new Forges(user, key, word, TimeSpan.FromDays(since), TimeSpan.FromDays(seen), rest),
        from user in User
        from key in Key
        from value in Gen.Elements(null, "", "see the wiki", "inactive-since 2020-02-30T00:00:00Z", "inactive-since 2020-01-01", "inactive 2020-01-01T00:00:00Z", "deactivated 2020-01-01T00:00:00Z seen 2020-01-02T00:00:00Z",
            "deactivated 2020-01-01T00:00:00Z after 0 seen 2020-01-01T00:00:00Z", "INACTIVE 2020-01-01T00:00:00Z seen 2020-01-01T00:00:00Z", "inactive 2020-01-02T00:00:00Z seen 2020-01-01T00:00:00Z",
            "active 2020-01-01T00:00:00Z 0", "active  2020-01-01T00:00:00Z", " active 2020-01-01T00:00:00Z", "active 2020-01-01T00:00:00Z seen 2020-01-01T00:00:00Z", "active \uFF12020-01-01T00:00:00Z")
        select (Command)new Damages(user, key, value));

    private static Gen<Command> Exempts =>
        from user in User
        from key in Gen.OneOf(Gen.Constant<int?>(null), Key.Select(key => (int?)key))
        from tag in Gen.Elements("keyreaper:exempt", "keyreaper:exempt", "KeyReaper:Exempt", "keyreaper:exempted", "keyreaper-exempt") // the last two mean nothing
        from tagged in Gen.Frequency<(string? Value, int? Day)>(
            (2, Gen.Constant<(string? Value, int? Day)>((null, null))),
            (3, Gen.Elements("true", "false", "", "for ever", "False", "false ", "2020-02-30 yearly close", "31-01-2020", "2020-01-01/2027-12-31", "until 2020-01-01", "1999-12-31", "test-it-no").Select(value => ((string?)value, (int?)null))),
            (3, from day in Gen.Elements(-400, -1, 0, 1, 30)
                from rest in Gen.Elements("", "", " yearly close SEC-123", "  see the wiki", "T00:00:00Z", ": see the wiki", "-SEC-123", "/2027-12-31", "0")
                select ((string?)rest, (int?)day)))
        select (Command)new Exempts(user, key, tag, tagged.Value, tagged.Day);

    private static Gen<Command> OnUsers => Gen.Frequency(
        (3, from user in User from path in Gen.Elements("/", "/ci/", "/people/") select (Command)new Moves(user, path)),
        (1, User.Select(user => (Command)new Renames(user))),
        (2, from user in User from forbidden in Gen.Elements(true, false) select (Command)new Forbids(user, forbidden)),
        (2, from user in User from tags in Gen.Elements(50, 50, 49, 0) select (Command)new Fills(user, tags)),
        (1, User.Select(user => (Command)new Strips(user))));

    private static Gen<Command> ComesOrGoes => Gen.OneOf(
        User.Select(user => (Command)new Leaves(user)),
        from one in Gen.Elements(People)
        from joins in Joins(one.Name, one.Path)
        select joins);

    private static Gen<Command> Troubles =>
        from call in Gen.Frequency(
            (6, from action in Gen.Elements("GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "UpdateAccessKey", "DeleteAccessKey", "TagUser", "UntagUser")
                from user in User
                select (Action: action, User: (string?)user)),
            (2, Gen.Elements("ListUsers", "ListAccountAliases", "GenerateCredentialReport", "GetCredentialReport", "Publish").Select(action => (Action: action, User: (string?)null))))
        from kind in Gen.Elements(FaultKind.Throttle, FaultKind.ServerError, FaultKind.AccessDenied, FaultKind.ResetBeforeEffect, FaultKind.ResetAfterEffect, FaultKind.NoSuchEntity)
        where (call.Action, kind) is not ("DeleteAccessKey", FaultKind.NoSuchEntity) // a key that is there and cannot be found: KeyReaper believes IAM, and starts anew
        from times in Gen.Elements(1, 2, 2, 4)
        select (Command)new Trouble(call.Action, call.User, kind, times);

    private static Gen<Command> Meanwhiles =>
        from user in User
        from action in Gen.Elements("ListAccessKeys", "GetUser", "GetAccessKeyLastUsed")
        from key in Key
        from deed in Gen.Elements<Command>(
            new Uses(user, key, TimeSpan.Zero), new Uses(user, key, TimeSpan.Zero), new SwitchesOn(user, key), new SwitchesOn(user, key), new SwitchesOff(user, key), new Deletes(user, key), new Leaves(user),
            new Exempts(user, null, "keyreaper:exempt", "true", null), new Exempts(user, key, "keyreaper:exempt", "true", null), new Moves(user, "/ci/"), new Renames(user))
        select (Command)new Meanwhile(action, user, deed);

    private static Gen<Command> Lates =>
        from user in User
        from action in Gen.Elements("GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "UpdateAccessKey", "DeleteAccessKey", "TagUser")
        select (Command)new Lasts(action, user);

    private static Gen<Command> Cuts =>
        from user in User
        from action in Gen.Elements("GetUser", "GetAccessKeyLastUsed", "UpdateAccessKey", "DeleteAccessKey", "TagUser", "TagUser", "UntagUser")
        select (Command)new CutsOff(action, user);

    private static Gen<Command> Passes =>
        from rehearsed in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        from newReport in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        select (Command)new Pass(rehearsed, newReport);

    private static Gen<Command> Event => Gen.Frequency(
        (10, OnKeys), (2, OnTags), (2, Exempts), (2, OnUsers), (1, ComesOrGoes), (2, User.Select(user => (Command)new Creates(user))), (3, Setting), (3, Troubles), (2, Meanwhiles), (1, Lates), (1, Cuts));

    private static Gen<IEnumerable<Command>> Chapter => Gen.Frequency((12, Ordinary), (2, Regular), (1, Stale), (2, Borrowing));

    private static Gen<IEnumerable<Command>> Ordinary =>
        from wait in Wait
        from many in Gen.Elements(0, 0, 1, 1, 2, 3)
        from events in Event.ArrayOf(many)
        from passes in Gen.Frequency((5, Gen.Constant(0)), (8, Gen.Constant(1)), (1, Gen.Constant(2)))
        from passed in Passes.ArrayOf(passes)
        select events.Prepend(wait).Concat(passed);

    /// <summary>Passes on a daily, weekday or weekly schedule, and one thing that happens meanwhile.</summary>
    private static Gen<IEnumerable<Command>> Regular =>
        from pauses in Gen.Elements<int[]>([1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 3, 1, 1, 1, 1, 3], [7, 7, 7, 7, 7], [2, 2, 2, 2])
        from happens in Event
        from when in Gen.Choose(0, 9)
        select pauses.SelectMany((days, i) => (Command[])[new Later(TimeSpan.FromDays(days)), .. i == when ? [happens] : Array.Empty<Command>(), new Pass(false, true)]);

    /// <summary>The credential report is some hours old and lacks what happened since.</summary>
    private static Gen<IEnumerable<Command>> Stale =>
        from wait in Wait
        from events in Event.ArrayOf(2)
        from minutes in Gen.Choose(0, 239)
        select (IEnumerable<Command>)[wait, new AsksForReport(), .. events, new Later(TimeSpan.FromMinutes(minutes)), new Pass(false, false)];
}
