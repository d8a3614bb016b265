using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

public class ExemptionTests
{
    private static Exemption? Of(IamUser user, Policy? policy = null) => (policy ?? A.Policy).ExemptionOf(user, A.Now);

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("until further notice")]
    [InlineData("False")]
    [InlineData("2027-13-45")]
    public void Any_value_of_the_exempt_tag_but_false_exempts_for_good(string value) =>
        Of(A.User.Tagged("keyreaper:exempt", value)).ShouldBe(new($"tag keyreaper:exempt={value}"));

    [Fact]
    public void The_value_false_does_not_exempt() => Of(A.User.Tagged("keyreaper:exempt", "false")).ShouldBeNull();

    [Fact]
    public void A_date_exempts_through_that_day()
    {
        Of(A.User.Tagged("keyreaper:exempt", "2026-11-22")).ShouldBe(new("tag keyreaper:exempt", new DateOnly(2026, 11, 22)));
        Of(A.User.Tagged("keyreaper:exempt", "2026-11-21")).ShouldBeNull();
    }

    [Fact]
    public void The_tag_key_is_compared_ignoring_case() => Of(A.User.Tagged("KeyReaper:Exempt", "true")).ShouldNotBeNull();

    [Theory]
    [InlineData("alice", true)]
    [InlineData("ALICE", true)]
    [InlineData("al*", true)]
    [InlineData("*ice", true)]
    [InlineData("*", true)]
    [InlineData("a*e", true)]
    [InlineData("ali", false)]
    [InlineData("alice2", false)]
    [InlineData("*.alice", false)]
    public void A_name_pattern_matches_the_whole_name(string pattern, bool exempts) =>
        (Of(A.User, A.Policy with { ExemptUsers = [pattern] }) is not null).ShouldBe(exempts);

    [Theory]
    [InlineData("/ci/", "/ci/", true)]
    [InlineData("/ci/deploy/", "/ci/", true)]
    [InlineData("/ci", "/ci/", false)]
    [InlineData("/", "/ci/", false)]
    [InlineData("/people/", "/", true)]
    public void A_path_is_exempt_by_its_beginning(string path, string prefix, bool exempts) =>
        (Of(A.User with { Path = path }, A.Policy with { ExemptPaths = [prefix] }) is not null).ShouldBe(exempts);

    [Fact]
    public void The_settings_are_quoted_before_the_tag_and_names_before_paths()
    {
        var policy = A.Policy with { ExemptUsers = ["bob", "al*"], ExemptPaths = ["/ci/", "/"] };

        Of(A.User.Tagged("keyreaper:exempt", "true"), policy).ShouldBe(new("name matches al*"));
        Of(A.User.Tagged("keyreaper:exempt", "true"), policy with { ExemptUsers = [] }).ShouldBe(new("path begins with /"));
    }

    [Fact]
    public void What_is_known_without_tags_is_known_by_the_settings_alone()
    {
        A.Policy.ExemptionByName(A.User.Tagged("keyreaper:exempt", "true")).ShouldBeNull();
        (A.Policy with { ExemptPaths = ["/"] }).ExemptionByName(A.User).ShouldNotBeNull();
    }

    [Fact]
    public void A_policy_that_is_told_nothing_deletes_after_thirty_days_and_exempts_nobody()
    {
        var policy = new Policy();

        (policy.UnusedPeriod.TotalDays, policy.GracePeriod.TotalDays, policy.WarningPeriod.TotalDays).ShouldBe((30, 30, 7));
        (policy.DeleteKeys, policy.MaxDeactivations, policy.MaxDeletions).ShouldBe((true, 100, 100));
        Of(A.User, policy).ShouldBeNull();
    }
}
