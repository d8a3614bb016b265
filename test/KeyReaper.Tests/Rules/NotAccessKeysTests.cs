using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

public class NotAccessKeysTests
{
    private static Listing All { get; } = new() { SignIns = AReport.SignIns, ExemptUsers = AReport.Exempt };

    private static IEnumerable<string> Names(IEnumerable<SignIn> users) => users.Select(one => one.User.Name);

    [Fact]
    public void A_password_counts_from_its_last_use_even_if_it_was_set_anew_since_and_one_never_used_from_when_it_was_set() =>
        Names(NotAccessKeys.Of(All, A.Policy, A.Now)!.UnusedPasswords).ShouldBe(["ana", "ben", "cleo"]);

    [Fact]
    public void Nothing_left_means_no_password_no_active_key_and_no_certificate_for_that_long_and_no_exemption()
    {
        Names(NotAccessKeys.Of(All, A.Policy, A.Now)!.WithoutCredentials).ShouldBe(["svc-old", "fay"]);
        Names(NotAccessKeys.Of(All, A.Policy with { ExemptUsers = ["F*"], ExemptPaths = ["/services/"] }, A.Now)!.WithoutCredentials).ShouldBeEmpty();
        Names(NotAccessKeys.Of(All with { ExemptUsers = [] }, A.Policy, A.Now)!.WithoutCredentials).ShouldContain("break-glass");
    }

    [Fact]
    public void The_period_is_inclusive_to_the_second()
    {
        var user = AReport.SignIn("ana", new Password.Set(A.DaysAgo(45), null));

        user.HasUnusedPassword(A.Policy.PasswordPeriod, A.Now).ShouldBe(true);
        user.HasUnusedPassword(A.Policy.PasswordPeriod, A.Now.AddSeconds(-1)).ShouldBe(false);

        var bare = AReport.SignIn("bob", Password.None) with { Created = A.DaysAgo(45) };
        bare.HasNothingLeft(A.Policy.PasswordPeriod, A.Now).ShouldBe(true);
        bare.HasNothingLeft(A.Policy.PasswordPeriod, A.Now.AddSeconds(-1)).ShouldBe(false);
    }

    [Fact]
    public void What_is_not_known_is_neither_and_is_counted()
    {
        var known = AReport.SignIn("known", Password.None);
        SignIn[] users = [known with { Password = Password.NotKnown }, known with { HasActiveKey = null }, known with { HasCertificate = null }, known with { Created = null }];

        var told = NotAccessKeys.Of(new() { SignIns = users }, A.Policy, A.Now)!;

        (told.UnusedPasswords.Count, told.WithoutCredentials.Count, told.NotKnown.Count).ShouldBe((0, 0, 4));
        NotAccessKeys.Of(new() { SignIns = [known] }, A.Policy, A.Now)!.NotKnown.ShouldBeEmpty();
    }

    [Fact]
    public void One_thing_to_sign_in_with_settles_it_whatever_else_is_not_known() =>
        (AReport.SignIn("alice", Password.NotKnown) with { HasActiveKey = true, HasCertificate = null, Created = null }).HasNothingLeft(A.Policy.PasswordPeriod, A.Now).ShouldBe(false);

    [Fact]
    public void Without_a_report_nothing_is_known() => NotAccessKeys.Of(new() { Users = 3 }, A.Policy, A.Now).ShouldBeNull();
}
