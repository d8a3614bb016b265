using KeyReaper.Asked;
using KeyReaper.Forms;
using KeyReaper.Pass;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>The root user's access keys, which no API can remove.</summary>
internal static class RootText
{
    /// <summary>Empty if there are none, if it is not known, or if somebody has acknowledged them.</summary>
    public static Section Of(Report report) => new("ROOT USER", Sentence(report) is { } sentence ? [sentence] : []);

    /// <summary>
    /// Null in the same cases. Centralized root access is for the member accounts of an organization: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
    /// </summary>
    public static string? Sentence(Report report)
    {
        if (report.Owner is not null || report.Settings.Acknowledges(Acknowledgement.RootAccessKey) || report.Listing.RootAccessKeys is not (> 0 and var keys)) return null;

        var (what, them) = keys == 1 ? ("an active access key", "it") : ($"{keys} active access keys", "them");
        return $"The root user has {what}. KeyReaper cannot remove {them}: sign in as root and delete {them}, or, in an organization, use centralized root access. "
            + $"If it has to stay, {(report.OfMany ? "Acknowledge=root-access-key in the stack that sends this" : "ACKNOWLEDGE=root-access-key (the stack's parameter Acknowledge)")} takes this section out of the report.";
    }

    /// <summary>The number of keys as a sentence, whether acknowledged or not.</summary>
    public static string Figure(Report report) => report.Listing.RootAccessKeys switch
    {
        null => "It is not known whether the root user has access keys: only the credential report shows it, and none was read.",
        0 => "The root user has no active access key.",
        var keys => $"The root user has {Count(keys.Value, "active access key")}{(report.Settings.Acknowledges(Acknowledgement.RootAccessKey) ? ", which is acknowledged" : "")}.",
    };
}
