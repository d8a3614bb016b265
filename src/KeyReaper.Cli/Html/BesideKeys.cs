using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Html;

/// <summary>What the page says about passwords, and about users with nothing to sign in with. It lists all of them.</summary>
internal static class BesideKeys
{
    private const string Function = "delete-function";

    public static XElement? Of(Report report) => !report.TellsOfNoKeys || report.Listing.BrokeOff is not null ? null : Tag("section", Attr("aria-labelledby", "beside"),
        Tag("h2", Attr("id", "beside"), "Not access keys"),
        report.NotAccessKeys is { } told
            ? new object?[]
            {
                Tag("p", told.Count + told.NotKnown.Count == 0 ? "Every console password is used, and every user has something to sign in with." : NotAccessKeysText.Introduction(report)),
                Table(NotAccessKeysText.Unused(report), told.UnusedPasswords, one => NotAccessKeysText.OfPassword(report, one)),
                Table($"Users with nothing to sign in with: {NotAccessKeysText.OnUsers}", told.WithoutCredentials, one => NotAccessKeysText.OfUser(report, one)),
                Deletion(told.WithoutCredentials),
                Table("Users about whom the credential report does not say all of this", told.NotKnown, _ => []),
            }
            : Tag("p", NotAccessKeysText.NotKnown(report)));

    /// <summary>To be called after other people's data was disarmed: the function is ours and needs its line breaks.</summary>
    public static void AddFunction(XElement page)
    {
        foreach (var place in page.Descendants("pre").Where(pre => pre.Attribute("class")?.Value == Function)) place.Add(Tag("code", string.Join('\n', UserDeletion.Function)));
    }

    private static XElement? Table(string caption, IReadOnlyList<SignIn> users, Func<SignIn, IReadOnlyList<string>> facts) => users.Count == 0 ? null
        : Tag("table", Class("exempt"),
            Tag("caption", $"{caption}: {users.Count}"),
            Tag("thead", Tag("tr", Heading("User"), Heading("Path"), Heading("What is known"))),
            Tag("tbody", users.Select(one => Tag("tr", Tag("th", Attr("scope", "row"), one.User.Name), Tag("td", one.User.Path), Tag("td", string.Join("; ", facts(one)))))));

    private static XElement? Deletion(IReadOnlyList<SignIn> users) => users.Count == 0 ? null
        : Tag("details",
            Tag("summary", "To delete such a user"),
            Tag("p", UserDeletion.Introduction),
            Tag("pre", Class(Function)),
            users.Select(user => Tag("p", Tag("code", UserDeletion.Of(user)))));

    private static XElement Heading(string name) => Tag("th", Attr("scope", "col"), name);
}
