using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Reporting;

/// <summary>The exemption of a user or of one key, for programs.</summary>
/// <param name="By"><c>tag</c> or <c>settings</c>.</param>
/// <param name="Until">The last day; null if it has no end.</param>
/// <param name="WithinLimit">Whether it is as long as <c>MAX_EXEMPT_DAYS</c> lets a tag exempt.</param>
/// <param name="Then">What happens to the keys, if the exemption ends within the warning period; null also if they could not be read.</param>
internal sealed record JsonExemption(string? AccessKeyId, string User, string Path, string? Owner, string Why, string By, DateOnly? Until, bool WithinLimit, IReadOnlyList<JsonThen>? Then)
{
    public static IReadOnlyList<JsonExemption> OfUsers(Report report)
    {
        var ending = report.EndingExemptions.Where(one => one.AccessKeyId is null).ToDictionary(one => one.User.Name);
        return [.. report.Listing.ExemptUsers.Select(one => Of(report, null, one.User, one.Exemption, ending.GetValueOrDefault(one.User.Name)))];
    }

    public static IReadOnlyList<JsonExemption> OfKeys(Report report)
    {
        var ending = report.EndingExemptions.Where(one => one.AccessKeyId is not null).ToDictionary(one => one.AccessKeyId!);
        return [.. report.ExemptKeys.Select(step => step.Key).Select(key => Of(report, key.Id, key.User, report.ExemptionOf(key)!, ending.GetValueOrDefault(key.Id)))];
    }

    private static JsonExemption Of(Report report, string? accessKeyId, IamUser user, Exemption exemption, EndingExemption? ending) => new(
        accessKeyId, user.Name, user.Path, report.OwnerOf(user), exemption.Why, report.Settings.Policy.ExemptionByName(user) is not null ? "settings" : "tag", exemption.Until, !report.Settings.Policy.IsTooLong(user, exemption, report.Now),
        ending?.Then?.Select(step => new JsonThen(step.Key.Id, JsonWord.Of(step.Verdict.Act), JsonWord.Of(step.Verdict.Reason), ending.Due(step, report.Settings.Policy).UtcDateTime)).ToList());
}

/// <param name="At">When this is decided; for a key that is kept at first, when it is deactivated or deleted if nobody does anything.</param>
internal sealed record JsonThen(string AccessKeyId, string Act, string Reason, DateTime At);
