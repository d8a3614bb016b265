using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>Tags with KeyReaper's prefix that mean nothing to it: most likely a slip of somebody who wanted to protect a key.</summary>
internal static class Strays
{
    private const string Prefix = "keyreaper:";
    private const string Records = "keyreaper:key:";

    /// <summary>As far as tags were read, each with its user.</summary>
    public static IEnumerable<(IamUser User, string Tag)> Of(Report report) =>
        from user in report.Plan.Steps.GroupBy(step => step.Key.User.Name, StringComparer.OrdinalIgnoreCase)
        let known = user.Where(step => step.Key.Status is not KeyStatus.Deleted).Select(step => Policy.ExemptTagOf(step.Key.Id)).Append(Policy.ExemptTag).Append(report.Settings.OwnerTag)
            .ToHashSet(StringComparer.OrdinalIgnoreCase)
        from tag in user.First().Key.User.Tags.Keys.Order(StringComparer.Ordinal)
        where tag.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !tag.StartsWith(Records, StringComparison.OrdinalIgnoreCase) && !known.Contains(tag)
        select (user.First().Key.User, tag);
}
