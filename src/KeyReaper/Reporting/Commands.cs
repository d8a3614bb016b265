using System.Text.RegularExpressions;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Reporting;

/// <summary>AWS CLI commands, ready to paste into a POSIX shell.</summary>
internal static partial class Commands
{
    public static string Activate(AccessKey key) => Update(key, "Active");

    public static string Deactivate(AccessKey key) => Update(key, "Inactive");

    public static string Delete(AccessKey key) => $"aws iam delete-access-key {Name(key.User)} --access-key-id {Word(key.Id)}";

    /// <summary>Of all the user's keys, with an end and room for a reason: what is easiest to paste must not be what nobody ever undoes.</summary>
    public static string Exempt(Report report, IamUser user) => Tag(report, user, Policy.ExemptTag);

    /// <summary>Of one key.</summary>
    public static string Postpone(Report report, AccessKey key) => Tag(report, key.User, Policy.ExemptTagOf(key.Id));

    /// <summary>The last day of an exemption that is pasted as it stands.</summary>
    public static DateOnly Until(Report report) =>
        DateOnly.FromDateTime(report.Now.UtcDateTime).AddDays(Math.Min(UsualExemption, report.Settings.Policy.LongestExemption?.Days ?? UsualExemption));

    private const int UsualExemption = 90;

    private static string Tag(Report report, IamUser user, string tag) => $"aws iam tag-user {Name(user)} --tags 'Key={tag},Value={Until(report):yyyy-MM-dd} REASON'";

    /// <summary>Whose credentials they take, after a sentence that introduces them. Of the function's own account it goes without saying.</summary>
    public static string Credentials(Report report) => report.OfMany ? $" With credentials of account {report.AccountId}:" : "";

    private static string Update(AccessKey key, string status) => $"aws iam update-access-key {Name(key.User)} --access-key-id {Word(key.Id)} --status {status}";

    // A name that begins with a hyphen is taken for an option unless it is tied to its own.
    private static string Name(IamUser user) => $"--user-name{(user.Name.StartsWith('-') ? "=" : " ")}{Word(user.Name)}";

    // Every name IAM allows is a plain word, save one that zsh expands for the equals sign or hyphen that it begins with; anything else did not come from IAM and must not reach a shell bare.
    public static string Word(string data) => PlainWord().IsMatch(data) ? data : $"'{Wording.Plain(data).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_+,.@][A-Za-z0-9_+=,.@-]*\z")]
    private static partial Regex PlainWord();
}
