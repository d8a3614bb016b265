using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>Tags that look like KeyReaper's and mean nothing to it: most likely a slip of somebody who wanted to protect a key.</summary>
internal static class Strays
{
    private const string Prefix = "keyreaper:";
    private const string Records = "keyreaper:key:";

    /// <summary>Such tags, each with its user, as far as tags were read. None in an owner's report, which does not have all keys of a user.</summary>
    public static IEnumerable<(IamUser User, string Tag)> Of(Report report) =>
        from user in report.Plan.Steps.GroupBy(step => step.Key.User.Name, StringComparer.OrdinalIgnoreCase)
        where report.Owner is null
        let known = user.Where(step => step.Key.Status is not KeyStatus.Deleted).Select(step => Policy.ExemptTagOf(step.Key.Id)).Append(Policy.ExemptTag).Append(report.Settings.OwnerTag)
            .ToHashSet(StringComparer.OrdinalIgnoreCase)
        from tag in user.First().Key.User.Tags.Keys.Order(StringComparer.Ordinal)
        where IsCalledLikeOurs(tag) && !known.Contains(tag)
        select (user.First().Key.User, tag);

    private static bool IsCalledLikeOurs(string tag) =>
        Begins(tag, Prefix) ? !Begins(tag, Records) : Has(tag, "keyreaper") && Has(tag, "exempt");

    private static bool Begins(string tag, string with) => tag.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string tag, string word) => tag.Contains(word, StringComparison.OrdinalIgnoreCase);
}
