using KeyReaper.Asked;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>What an account may set for itself. Whatever it is, it does not make the pass more dangerous.</summary>
public class OverridesTests
{
    private static readonly Settings Hub = AReport.Live with
    {
        Policy = new() { UnusedPeriod = TimeSpan.FromDays(45), GracePeriod = TimeSpan.FromDays(20), MaxDeactivations = 10, MaxDeletions = 5, ExemptUsers = ["ses-*"], ExemptPaths = ["/ci/"] },
    };

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "dryRun", "true", nameof(Settings.DryRun) },
        { "DRYRUN", "TRUE", nameof(Settings.DryRun) },
        { "mode", "dry-run", nameof(Settings.DryRun) },
        { "Mode", "Dry-Run", nameof(Settings.DryRun) },
        { "unusedDays", "45", "" },
        { "unusedDays", "3650", nameof(Policy.UnusedPeriod) },
        { "UnusedDays", "46", nameof(Policy.UnusedPeriod) },
        { "graceDays", "20", "" },
        { "graceDays", "21", nameof(Policy.GracePeriod) },
        { "deleteKeys", "false", nameof(Policy.DeleteKeys) },
        { "maxDeactivations", "10", "" },
        { "maxDeactivations", "0", nameof(Policy.MaxDeactivations) },
        { "maxDeletions", "4", nameof(Policy.MaxDeletions) },
        { "exemptUsers", "break-glass", nameof(Policy.ExemptUsers) },
        { "exemptPaths", "/svc/", nameof(Policy.ExemptPaths) },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void An_override_to_the_safe_side_changes_what_it_names_and_nothing_else(string name, string value, string changed)
    {
        var settings = With((name, value));

        Differences(settings).ShouldBe(changed.Length == 0 ? [] : [changed]);
    }

    [Theory]
    [InlineData("dryRun", "false", "dryRun is 'false'. Valid: true.")]
    [InlineData("dryRun", "yes", "dryRun is 'yes'. Valid: true.")]
    [InlineData("dryRun", "", "dryRun is empty.")]
    [InlineData("mode", "of", "mode is 'of'. Valid: off and dry-run.")]
    [InlineData("mode", "", "mode is empty.")]
    [InlineData("mode", "dryrun", "mode is 'dryrun'. Valid: off and dry-run.")]
    [InlineData("mode", "Off", "mode is off: the account is to be left alone.")]
    [InlineData("unusedDays", "44", "unusedDays is '44'. Valid: whole numbers from 45 to 3650.")]
    [InlineData("unusedDays", "-60", "unusedDays is '-60'. Valid: whole numbers from 45 to 3650.")]
    [InlineData("unusedDays", "60.5", "unusedDays is '60.5'. Valid: whole numbers from 45 to 3650.")]
    [InlineData("unusedDays", "6e1", "unusedDays is '6e1'. Valid: whole numbers from 45 to 3650.")]
    [InlineData("unusedDays", "3651", "unusedDays is '3651'. Valid: whole numbers from 45 to 3650.")]
    [InlineData("graceDays", "19", "graceDays is '19'. Valid: whole numbers from 20 to 3650.")]
    [InlineData("deleteKeys", "true", "deleteKeys is 'true'. Valid: false.")]
    [InlineData("maxDeactivations", "11", "maxDeactivations is '11'. Valid: whole numbers from 0 to 10.")]
    [InlineData("maxDeletions", "6", "maxDeletions is '6'. Valid: whole numbers from 0 to 5.")]
    [InlineData("exemptPaths", "svc/", "exemptPaths is 'svc/'. Valid: beginnings of IAM user paths separated by commas, each starting with /, such as /ci/.")]
    [InlineData("exemptUsers", "a\u202Eb", "exemptUsers is 'a\\u{202E}b'. Valid: IAM user names separated by commas, where * stands for any characters.")]
    [InlineData("unusedDay", "60", "unusedDay is unknown. Valid: dryRun, unusedDays, graceDays, longestPauseDays, deleteKeys, maxDeactivations, maxDeletions, exemptUsers, exemptPaths, mode.")]
    [InlineData("topicArn", "arn:aws:sns:eu-west-1:444455556666:mine", "topicArn is unknown. Valid: dryRun, unusedDays, graceDays, longestPauseDays, deleteKeys, maxDeactivations, maxDeletions, exemptUsers, exemptPaths, mode.")]
    public void An_override_that_is_not_safer_or_not_understood_is_refused_by_its_name(string name, string value, string problem) =>
        Should.Throw<OverridesException>(() => With((name, value))).Problems.ShouldBe([problem]);

    [Fact]
    public void All_of_them_are_taken_together()
    {
        var settings = With(("dryRun", "true"), ("unusedDays", "90"), ("graceDays", "60"), ("deleteKeys", "false"), ("maxDeactivations", "1"), ("maxDeletions", "0"));

        settings.ShouldBe(Hub with
        {
            DryRun = true,
            Policy = Hub.Policy with
            {
                UnusedPeriod = TimeSpan.FromDays(90), GracePeriod = TimeSpan.FromDays(60), DeleteKeys = false, MaxDeactivations = 1, MaxDeletions = 0,
                ExemptUsers = settings.Policy.ExemptUsers, ExemptPaths = settings.Policy.ExemptPaths,
            },
        });
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Should.Throw<OverridesException>(() => With(("unusedDays", "1"), ("graceDays", "1"), ("dryRun", "false"), ("colour", "red"))).Message.ShouldStartWith("KeyReaper did nothing: 4 of the account's overrides");

    [Theory]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData(" a,, b ")]
    public void Exemptions_are_added_to_the_hub_s_and_separated_by_what_a_tag_can_hold(string users)
    {
        With(("exemptUsers", users)).Policy.ExemptUsers.ShouldBe(["ses-*", "a", "b"]);
        With(("exemptPaths", "/a/ /b/")).Policy.ExemptPaths.ShouldBe(["/ci/", "/a/", "/b/"]);
    }

    [Fact]
    public void What_a_tag_cannot_hold_is_written_with_an_escape()
    {
        const string ofOrganizations = @"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z"; // https://docs.aws.amazon.com/organizations/latest/APIReference/API_Tag.html
        const string users = "ci-=2A a=2Cb", paths = "/x=2Cy/";
        users.ShouldMatch(ofOrganizations);
        paths.ShouldMatch(ofOrganizations);

        With(("exemptUsers", users), ("exemptPaths", paths)).Policy.ExemptUsers.ShouldBe(["ses-*", "ci-*", "a,b"]);
        With(("exemptUsers", users), ("exemptPaths", paths)).Policy.ExemptPaths.ShouldBe(["/ci/", "/x,y/"]);
    }

    [Fact]
    public void Nothing_makes_a_rehearsing_hub_go_live_or_one_that_deletes_no_keys_delete_some()
    {
        var careful = Hub with { DryRun = true, Policy = Hub.Policy with { DeleteKeys = false } };

        var settings = careful.With(new Dictionary<string, string> { ["unusedDays"] = "60" });

        (settings.DryRun, settings.Policy.DeleteKeys).ShouldBe((true, false));
        foreach (var (name, value) in new[] { ("dryRun", "false"), ("deleteKeys", "true") })
            Should.Throw<OverridesException>(() => careful.With(new Dictionary<string, string> { [name] = value }));
    }

    private static Settings With(params (string Name, string Value)[] overrides) => Hub.With(overrides.ToDictionary(one => one.Name, one => one.Value));

    private static IEnumerable<string> Differences(Settings settings) => Different(Hub, settings).Where(name => name != nameof(Policy)).Concat(Different(Hub.Policy, settings.Policy));

    private static IEnumerable<string> Different<T>(T before, T after) =>
        from property in typeof(T).GetProperties()
        where property.CanWrite && !Same(property.GetValue(before), property.GetValue(after))
        select property.Name;

    private static bool Same(object? one, object? other) => one is IReadOnlyList<string> list ? list.SequenceEqual((IReadOnlyList<string>)other!) : Equals(one, other);
}
