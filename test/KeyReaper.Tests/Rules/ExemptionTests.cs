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
    [InlineData(" false")]
    [InlineData("false ")]
    [InlineData("no")]
    public void Any_value_of_the_exempt_tag_but_false_exempts_for_good(string value) =>
        Of(A.User.Tagged("keyreaper:exempt", value)).ShouldBe(new($"tag keyreaper:exempt={value}"));

    [Fact]
    public void Of_an_exempt_user_s_key_with_an_exemption_of_its_own_the_user_s_is_told()
    {
        var key = A.Key.Tagged($"keyreaper:exempt:{A.Key.Id}", "2026-12-01 handover").Tagged("keyreaper:exempt", "true");

        A.Policy.ExemptionOf(key, A.Now)!.Why.ShouldBe("tag keyreaper:exempt=true");
    }

    [Fact]
    public void An_exemption_ends_soon_from_the_warning_period_before_its_end_on_and_never_without_one()
    {
        var exemption = new Exemption("tag", new DateOnly(2026, 12, 1));
        var end = exemption.EndsAt!.Value;

        A.Policy.EndsSoon(exemption, end - A.Policy.WarningPeriod).ShouldBeTrue();
        A.Policy.EndsSoon(exemption, end - A.Policy.WarningPeriod - TimeSpan.FromSeconds(1)).ShouldBeFalse();
        (A.Policy with { WarningPeriod = TimeSpan.Zero }).EndsSoon(exemption, end).ShouldBeFalse();
    }

    [Fact]
    public void Exemptions_of_users_and_of_single_keys_that_end_soon_are_listed_the_soonest_first()
    {
        var listing = new Listing { ExemptUsers = [new(A.User with { Name = "late" }, new("tag", new DateOnly(2026, 11, 27))), new(A.User with { Name = "early" }, new("tag", new DateOnly(2026, 11, 23)))] };
        var key = A.Key.Named("middle").Tagged($"keyreaper:exempt:{A.Key.Id}", "2026-11-25");

        EndingExemption.Of(listing, [key], A.Policy, A.Now).Select(one => (one.User.Name, one.AccessKeyId)).ShouldBe([("early", null), ("middle", A.Key.Id), ("late", null)]);
    }

    [Fact]
    public void The_value_false_does_not_exempt() => Of(A.User.Tagged("keyreaper:exempt", "false")).ShouldBeNull();

    [Fact]
    public void A_date_exempts_through_that_day()
    {
        Of(A.User.Tagged("keyreaper:exempt", "2026-11-22")).ShouldBe(new("tag keyreaper:exempt", new DateOnly(2026, 11, 22)));
        Of(A.User.Tagged("keyreaper:exempt", "2026-11-21")).ShouldBeNull();
    }

    [Theory]
    [InlineData(" yearly close SEC-123", "tag keyreaper:exempt=yearly close SEC-123")]
    [InlineData("   see: wiki/keys@ops ", "tag keyreaper:exempt=see: wiki/keys@ops")]
    [InlineData("\u00A02027", "tag keyreaper:exempt=2027")]
    [InlineData(": handover", "tag keyreaper:exempt=handover")]
    [InlineData("-SEC-123", "tag keyreaper:exempt=SEC-123")]
    [InlineData("T00:00:00Z", "tag keyreaper:exempt=T00:00:00Z")]
    [InlineData("ö", "tag keyreaper:exempt=ö")]
    [InlineData(" ", "tag keyreaper:exempt")]
    public void A_leading_date_binds_and_the_rest_is_the_reason(string rest, string why)
    {
        Of(A.User.Tagged("keyreaper:exempt", "2026-11-22" + rest)).ShouldBe(new(why, new DateOnly(2026, 11, 22)));
        Of(A.User.Tagged("keyreaper:exempt", "2026-11-21" + rest)).ShouldBeNull();
    }

    [Theory]
    [InlineData("31-01-2027")]
    [InlineData("2027-02-30")]
    [InlineData("2027-13-45")]
    [InlineData("2020-02-30 yearly close")]
    [InlineData("31.01.2027")]
    [InlineData("01/31/2027")]
    [InlineData("2027/01/31")]
    [InlineData("2027-1-31")]
    [InlineData("20270131")]
    [InlineData("2027-01")]
    [InlineData("2027")]
    [InlineData("2027 01 31")]
    [InlineData("31 Jan 2027")]
    [InlineData("January 31 2027")]
    [InlineData("Sept 2027")]
    [InlineData("until 2027-01-31")]
    [InlineData(" 2027-01-31")] // IAM's pattern allows no blank before it
    [InlineData("2020-01-310")]
    [InlineData("2020-01-01/2027-12-31")] // the other date is the end
    [InlineData("2020-01-01..2027-12-31")]
    [InlineData("2020-02-30: yearly close")]
    [InlineData("2026-01-01+45")]
    [InlineData("1999-12-31")]
    [InlineData("9999-12-31")]
    [InlineData("\uFF12\uFF10\uFF12\uFF17-\uFF10\uFF11-\uFF13\uFF11")]
    [InlineData("2abc-de-fg")] // what IAM would take for a date
    public void What_looks_like_a_date_and_is_none_exempts_for_good_and_is_pointed_out(string value) =>
        Of(A.User.Tagged("keyreaper:exempt", value)).ShouldBe(new($"tag keyreaper:exempt={value}") { LooksLikeDate = true });

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("SEC-123")]
    [InlineData("see ticket 4711-22")]
    [InlineData("decommissioned by the marketing team")]
    [InlineData("version 2.31.4")]
    [InlineData("10.0.0.1")]
    public void A_reason_is_not_taken_for_a_date(string value) => Of(A.User.Tagged("keyreaper:exempt", value))!.LooksLikeDate.ShouldBeFalse();

    [Fact]
    public void One_key_is_exempt_by_a_tag_that_names_it_and_the_user_s_others_are_not()
    {
        var user = A.User.Tagged($"KeyReaper:Exempt:{A.Key.Id.ToLowerInvariant()}", "2026-11-22 handover");
        var key = A.Key with { User = user };

        A.Policy.ExemptionOf(key, A.Now).ShouldBe(new($"tag keyreaper:exempt:{A.Key.Id}=handover", new DateOnly(2026, 11, 22)));
        A.Policy.ExemptionOf(key, A.Now.AddDays(1)).ShouldBeNull();
        A.Policy.ExemptionOf(key with { Id = "AKIAOTHER00000000000" }, A.Now).ShouldBeNull();
        Of(user).ShouldBeNull();
        A.Policy.ExemptionOf(A.Key with { User = A.User.Tagged("keyreaper:exempt", "true") }, A.Now).ShouldBe(new("tag keyreaper:exempt=true"));
    }

    [Fact]
    public void Entries_of_the_settings_that_match_no_user_are_known()
    {
        var policy = A.Policy with { ExemptUsers = ["ALICE", "bob", "al*", "x*"], ExemptPaths = ["/", "/ci/"] };

        policy.Unmatched([A.User]).ShouldBe([("EXEMPT_USERS", "bob"), ("EXEMPT_USERS", "x*"), ("EXEMPT_PATHS", "/ci/")]);
        policy.Unmatched([]).Count.ShouldBe(6);
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

    [Theory]
    [InlineData("2026-11-28", 7, true)] // the day after is the 29th: 6 days and 18 hours
    [InlineData("2026-11-29", 7, false)]
    [InlineData("2026-11-22", 1, true)]
    [InlineData("2026-11-22", 0, false)] // announces nothing
    [InlineData("true", 7, false)]
    public void An_exemption_ends_soon_within_the_warning_period(string value, int days, bool soon)
    {
        var policy = A.Policy with { WarningPeriod = TimeSpan.FromDays(days) };

        policy.EndsSoon(policy.ExemptionOf(A.User.Tagged("keyreaper:exempt", value), A.Now)!, A.Now).ShouldBe(soon);
    }

    [Theory]
    [InlineData("2027-02-20", 90, false)]
    [InlineData("2027-02-21", 90, true)]
    [InlineData("true", 3650, true)]
    [InlineData("31-01-2027", 90, true)]
    public void An_exemption_by_tag_is_too_long_beyond_its_limit_or_without_an_end_and_is_obeyed(string value, int longest, bool tooLong)
    {
        var policy = A.Policy with { LongestExemption = TimeSpan.FromDays(longest) };
        var user = A.User.Tagged("keyreaper:exempt", value);

        policy.IsTooLong(user, policy.ExemptionOf(user, A.Now)!, A.Now).ShouldBe(tooLong);
        A.Policy.IsTooLong(user, A.Policy.ExemptionOf(user, A.Now)!, A.Now).ShouldBeFalse();
        Judge.Decide(A.Key with { User = user }, policy, A.Now).ShouldBe(Verdict.Keep(Reason.Exempt));
    }

    [Fact]
    public void Who_is_exempt_by_name_or_path_is_so_for_as_long_as_the_settings_say()
    {
        var policy = A.Policy with { LongestExemption = TimeSpan.FromDays(1), ExemptUsers = ["al*"] };

        policy.IsTooLong(A.User, policy.ExemptionOf(A.User, A.Now)!, A.Now).ShouldBeFalse();
    }

    [Fact]
    public void What_becomes_of_each_key_is_what_the_rules_say_on_the_day_after()
    {
        var user = A.User.Tagged("keyreaper:exempt", "2026-11-25");
        (AccessKey Key, Verdict Then, string Due)[] all =
        [
            (A.Key.UsedDaysAgo(100), Verdict.DeactivateUnused(), "2026-11-26 00:00"),
            (A.Key.UsedDaysAgo(25), Verdict.Keep(Reason.DueSoon), "2026-11-27 06:00"),
            (A.Key.UsedDaysAgo(1), Verdict.Keep(Reason.InUse), "2026-12-21 06:00"),
            (A.Key.Inactive(), Verdict.StartGrace(), "2026-11-26 00:00"),
            (A.Key.DeactivatedDaysAgo(5).UsedDaysAgo(40), Verdict.Keep(Reason.InGrace), "2026-12-17 06:00"),
            (A.Key.Inactive().InactiveSinceDaysAgo(28).UsedDaysAgo(90), Verdict.Delete(), "2026-11-26 00:00"),
            (A.Key with { LastUse = LastUse.NotLookedUp }, Verdict.Keep(Reason.Unknown), "2026-11-26 00:00"),
        ];
        var policy = A.Policy with { GracePeriod = TimeSpan.FromDays(30) };
        AccessKey[] keys = [.. all.Select(one => one.Key with { User = user })];
        var listing = new Listing { ExemptUsers = [new(user, policy.ExemptionOf(user, A.Now)!) { Keys = keys }, new(A.User with { Name = "bob" }, new("tag", new DateOnly(2026, 12, 31))), new(A.User with { Name = "eve" }, new("tag"))] };

        var ending = EndingExemption.Of(listing, [], policy, A.Now).ShouldHaveSingleItem();

        foreach (var ((_, then, due), step) in all.Zip(ending.Then!))
        {
            step.Verdict.ShouldBe(then);
            ending.Due(step, policy).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(due);
        }
    }

    [Fact]
    public void A_key_whose_own_exemption_outlives_its_user_s_stays_exempt()
    {
        var user = A.User.Tagged("keyreaper:exempt", "2026-11-25").Tagged($"keyreaper:exempt:{A.Key.Id}", "2027-01-31");
        var listing = new Listing { ExemptUsers = [new(user, A.Policy.ExemptionOf(user, A.Now)!) { Keys = [A.Key with { User = user }] }] };

        EndingExemption.Of(listing, [], A.Policy, A.Now).Single().Then!.Single().Verdict.ShouldBe(Verdict.Keep(Reason.Exempt));
    }
}
