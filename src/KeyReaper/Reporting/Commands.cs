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

    /// <summary>Exempts all the user's keys, with an end date and room for a reason: the command that is easiest to paste must not exempt forever.</summary>
    public static string Exempt(Report report, IamUser user) => Tag(report, user, Policy.ExemptTag);

    /// <summary>Exempts one key.</summary>
    public static string Postpone(Report report, AccessKey key) => Tag(report, key.User, Policy.ExemptTagOf(key.Id));

    /// <summary>The last day of the exemption if the command is pasted unchanged.</summary>
    public static DateOnly Until(Report report) =>
        DateOnly.FromDateTime(report.Now.UtcDateTime).AddDays(Math.Min(UsualExemption, report.Settings.Policy.LongestExemption?.Days ?? UsualExemption));

    private const int UsualExemption = 90;

    private static string Tag(Report report, IamUser user, string tag) => $"aws iam tag-user {Name(user)} --tags 'Key={tag},Value={Until(report):yyyy-MM-dd} REASON'";

    /// <summary>Whose credentials the commands need. Follows the sentence that introduces them; for the function's own account it goes without saying.</summary>
    public static string Credentials(Report report) => report.OfMany ? $" With credentials of account {report.AccountId}:" : "";

    private static string Update(AccessKey key, string status) => $"aws iam update-access-key {Name(key.User)} --access-key-id {Word(key.Id)} --status {status}";

    // A name that begins with a hyphen would be taken for an option unless = ties it to --user-name.
    private static string Name(IamUser user) => $"--user-name{(user.Name.StartsWith('-') ? "=" : " ")}{Word(user.Name)}";

    // Names that IAM allows need no quotes, except those whose first character, an equals sign or a hyphen, means something to zsh. Anything else did not come from IAM and must not reach a shell without them.
    public static string Word(string data) => PlainWord().IsMatch(data) ? data : $"'{Wording.Plain(data).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_+,.@][A-Za-z0-9_+=,.@-]*\z")]
    private static partial Regex PlainWord();
}
