using System.Text.RegularExpressions;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>AWS CLI commands, ready to paste into a POSIX shell.</summary>
internal static partial class Commands
{
    public static string Activate(AccessKey key) =>
        $"aws iam update-access-key {Name(key.User)} --access-key-id {Word(key.Id)} --status Active";

    public static string Exempt(IamUser user) => $"aws iam tag-user {Name(user)} --tags Key={Policy.ExemptTag},Value=true";

    /// <summary>Whose credentials they take, after a sentence that introduces them. Of the function's own account it goes without saying.</summary>
    public static string Credentials(Report report) => report.OfMany ? $" With credentials of account {report.AccountId}:" : "";

    // A name that begins with a hyphen is taken for an option unless it is tied to its own.
    private static string Name(IamUser user) => $"--user-name{(user.Name.StartsWith('-') ? "=" : " ")}{Word(user.Name)}";

    // Every name IAM allows is a plain word, save one that zsh expands for the equals sign or hyphen that it begins with; anything else did not come from IAM and must not reach a shell bare.
    public static string Word(string data) => PlainWord().IsMatch(data) ? data : $"'{Wording.Plain(data).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_+,.@][A-Za-z0-9_+=,.@-]*\z")]
    private static partial Regex PlainWord();
}
