using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Deployment;

/// <summary>
/// Compares what IAM itself refuses the roles, by the sandbox's policy engine, with what the code exempts, for values of every form: IAM lets through
/// nothing that the code would exempt for good, except values in the form of a date, and refuses nothing that the code would act on.
/// </summary>
public partial class ExemptDenyTests
{
    private const int Seed = 20261122;

    private static readonly string[] Shapes =
    [
        "true", "TRUE", "True", "false", "False", "FALSE", "fals", "falsee", " false", "false ", "no", "0", "", " ", "null", "-", "*", "?", "until further notice", "SEC-123",
        "2027-01-31", "2027-01-31 yearly close SEC-123", "2027-01-31 ", " 2027-01-31", "2027-01-31T00:00:00Z", "2027-01-31+01", "2027-01-310", "2020-01-01/2027-12-31", "2027-02-30", "2027-13-45",
        "2027-00-00", "2999-12-31", "2000-01-01", "1999-12-31", "3000-01-01", "0001-01-01", "9999-12-31", "31-01-2027", "31.01.2027", "01/31/2027", "2027/01/31", "2027-1-31", "27-01-31", "20270131", "2027-01",
        "test-it-no", "2abc-de-fg", "2---------", "20??-??-??", "٢٠٢٧-٠١-٣١", "２０２７-０１-３１", "2027‐01‐31", "ö", "2027-01-31ö", "2027-01-31\u00A0NBSP", "2027-01-31\u3000全角",
    ];

    public static TheoryData<string> Roles => ["template.yaml", "infra/organization/spoke-role.yaml"];

    [Theory, MemberData(nameof(Roles))]
    public void IAM_and_the_code_agree_on_who_is_exempt_for_good_save_what_is_shaped_like_a_date(string file)
    {
        var deny = (file == "template.yaml" ? Template.Source : Template.Spoke).With(("DryRun", "false")).RoleStatements().Single(statement => statement.Effect == "Deny");
        var random = new Random(Seed);
        var values = Shapes.Concat(Enumerable.Range(0, 20_000).Select(_ => Allowed(Spoilt.Text(random, Shapes[random.Next(Shapes.Length)])))).Distinct().ToArray();
        var (denied, leftToTheCode) = (0, 0);

        foreach (var value in values)
        {
            var refused = deny.HoldsFor(("iam:ResourceTag/KeyReaper:Exempt", [value]));
            var user = A.User.Tagged("keyreaper:exempt", value);
            var forGood = A.Policy.ExemptionOf(user, DateTimeOffset.MaxValue) is { Until: null };

            if (forGood && !refused) DateShaped().IsMatch(value).ShouldBeTrue($"seed {Seed}: IAM lets '{value}' through, which the code spares for good");
            if (refused) forGood.ShouldBeTrue($"seed {Seed}: IAM refuses '{value}', which the code would act on");
            (denied, leftToTheCode) = (denied + (refused ? 1 : 0), leftToTheCode + (forGood && !refused ? 1 : 0));
        }

        denied.ShouldBeGreaterThan(1_000);
        leftToTheCode.ShouldBeGreaterThan(10);
    }

    [Theory, MemberData(nameof(Roles))]
    public void Who_has_no_such_tag_or_one_for_a_single_key_is_left_to_the_code(string file)
    {
        var deny = (file == "template.yaml" ? Template.Source : Template.Spoke).With(("DryRun", "false")).RoleStatements().Single(statement => statement.Effect == "Deny");

        deny.HoldsFor().ShouldBeFalse();
        deny.HoldsFor(($"iam:ResourceTag/keyreaper:exempt:{A.Key.Id}", ["true"])).ShouldBeFalse();
    }

    /// <summary>As much of it as IAM takes for the value of a tag.</summary>
    private static string Allowed(string text) => Others().Replace(text, "");

    [GeneratedRegex(@"[^\p{L}\p{Z}\p{N}_.:/=+\-@*?]")]
    private static partial Regex Others();

    [GeneratedRegex(@"\A2.{3}-.{2}-.{2}", RegexOptions.Singleline)]
    private static partial Regex DateShaped();
}
