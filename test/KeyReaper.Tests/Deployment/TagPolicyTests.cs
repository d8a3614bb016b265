using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

/// <summary>infra/deny-forged-tags.json. IAM compares tag keys ignoring case, and <c>StringLike</c> does not: a forger would use that.</summary>
public class TagPolicyTests
{
    private const string Somebody = "arn:aws:iam::111122223333:role/Developer";
    private const string KeyReaperItself = "arn:aws:iam::111122223333:role/keyreaper-ReaperRole-1A2B3C4D5E6F";
    private const string Spoke = "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke";
    private const string Security = "arn:aws:iam::111122223333:role/SecurityAdministrator";

    private static readonly IReadOnlyList<Statement> Policy =
        [.. JsonNode.Parse(Repository.Read("infra/deny-forged-tags.json"))!["Statement"]!.AsArray().Select(statement => Statement.From(statement!))];

    [Theory]
    [InlineData("keyreaper:exempt", Somebody, true)]
    [InlineData("KeyReaper:Exempt", Somebody, true)]
    [InlineData("keyreaper:exempt", KeyReaperItself, true)]
    [InlineData("keyreaper:exempt", Spoke, true)]
    [InlineData("keyreaper:exempt", Security, false)]
    [InlineData("keyreaper:exempt:AKIAIOSFODNN7EXAMPLE", Somebody, true)]
    [InlineData("KEYREAPER:EXEMPT:akiaiosfodnn7example", Somebody, true)]
    [InlineData("Keyreaper:exempT:AKIAIOSFODNN7EXAMPLE", KeyReaperItself, true)]
    [InlineData("keyreaper:Exempt:AKIAIOSFODNN7EXAMPLE", Spoke, true)]
    [InlineData("kEYREAPER:eXEMPT:AKIAIOSFODNN7EXAMPLE", Security, false)]
    [InlineData("keyreaper:key:AKIAIOSFODNN7EXAMPLE", Somebody, true)]
    [InlineData("KEYREAPER:KEY:AKIAIOSFODNN7EXAMPLE", Somebody, true)]
    [InlineData("KeyReaper:key:akiaiosfodnn7example", Somebody, true)]
    [InlineData("keyreaper:Key:AKIAIOSFODNN7EXAMPLE", Security, true)]
    [InlineData("keyreaper:key:AKIAIOSFODNN7EXAMPLE", KeyReaperItself, false)]
    [InlineData("keyreaper:key:AKIAIOSFODNN7EXAMPLE", Spoke, false)]
    [InlineData("keyreaper:key:AKIAIOSFODNN7EXAMPLE", "arn:aws:iam::444455556666:role/KeyReaperSpoke", true)] // without its path anybody's
    [InlineData("Owner", Somebody, false)]
    [InlineData("terraform:env:production", Somebody, false)]
    [InlineData("keyreaper", Somebody, false)]
    [InlineData("keyreaper:exempted", Somebody, false)] // means nothing
    [InlineData("keyreaper:owner", Somebody, false)]
    public void A_forged_tag_is_refused_and_no_other(string tagKey, string principal, bool denied) =>
        Policy.Any(statement => statement.Actions.Contains("iam:TagUser") && statement.HoldsFor(("aws:TagKeys", [tagKey, "CostCentre"]), ("aws:PrincipalArn", [principal])))
            .ShouldBe(denied);

    [Theory]
    [InlineData(Somebody, true)]
    [InlineData(KeyReaperItself, true)]
    [InlineData("arn:aws:iam::111122223333:role/KeyReaperDeployer", false)]
    [InlineData("arn:aws:iam::444455556666:role/stacksets-exec-1a2b3c4d", false)]
    public void Only_who_deploys_makes_a_role_that_the_policy_trusts(string principal, bool denied)
    {
        var making = Policy.Single(statement => statement.Actions.Contains("iam:CreateRole"));
        var trusted = Policy[0].Condition!["ArnNotLike"]!["aws:PrincipalArn"]!.AsArray().Select(arn => arn!.ToString());

        making.HoldsFor(("aws:PrincipalArn", [principal])).ShouldBe(denied);
        making.Resources.ShouldBe([.. trusted, "arn:*:iam::*:role/stacksets-exec-*"]);
    }

    [Fact]
    public void Tags_are_guarded_wherever_IAM_takes_them() =>
        Policy.Where(statement => statement.Actions.Contains("iam:TagUser"))
            .ShouldAllBe(statement => statement.Effect == "Deny" && statement.Actions.Contains("iam:UntagUser") && statement.Actions.Contains("iam:CreateUser"));

    [Fact]
    public void As_a_boundary_it_is_the_same_and_allows_all_else()
    {
        var only = JsonNode.Parse(Repository.Read("infra/deny-forged-tags.json"))!;
        var boundary = JsonNode.Parse(Repository.Read("infra/deny-forged-tags-boundary.json"))!;

        only["Statement"]!.AsArray().ShouldAllBe(statement => statement!["Effect"]!.ToString() == "Deny");
        boundary["Statement"]![0]!.ToJsonString().ShouldBe("""{"Sid":"BoundsNothingElse","Effect":"Allow","Action":"*","Resource":"*"}""");
        boundary["Statement"]!.AsArray().RemoveAt(0);
        JsonNode.DeepEquals(boundary, only).ShouldBeTrue();
    }

    [Fact]
    public void A_key_brought_along_needs_the_statements_that_the_stacks_own_key_has()
    {
        var hubs = Own(Template.Hub.With(("OrganizationId", "o-a1b2c3d4e5"), ("Encryption", "create")));
        var brought = JsonNode.Parse(Repository.Read("infra/kms-key-policy.json"))!.AsArray().Select(statement => Statement.From(statement!));

        brought.Select(Shape).ShouldBe(hubs.Select(Shape));
        Own(Template.Source.With(("Encryption", "create"))).Select(Shape).ShouldBe(hubs.Where(statement => statement.Sid != "UnreportedEndPublishes").Select(Shape), "a single account has no such rule");
    }

    private static Statement[] Own(Stack stack) =>
        [.. stack["Key"]["KeyPolicy"]!["Statement"]!.AsArray().Select(statement => Statement.From(statement!)).Where(statement => statement.Sid != "AccountGrantsByIam")];

    private static string Shape(Statement statement) => $"{statement.Effect} {string.Join(' ', statement.Actions)} {string.Join(' ', statement.Condition?.Select(test => test.Key) ?? [])}";
}
