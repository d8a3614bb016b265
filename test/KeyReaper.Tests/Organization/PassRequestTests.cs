using System.Text;
using KeyReaper.Asked;

namespace KeyReaper.Tests.Organization;

/// <summary>What an event may say, and what a hub requires of it.</summary>
public class PassRequestTests
{
    private const string Whole = """ "accountId": "444455556666", "roleArn": "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke", "organizationId": "o-a1b2c3d4e5" """;

    private static readonly Settings Hub = new() { TopicArn = "arn:aws:sns:eu-west-1:111122223333:keyreaper", OrganizationId = "o-a1b2c3d4e5" };

    [Fact]
    public async Task An_event_that_names_an_account_is_read_whole()
    {
        var request = await ReadAsync($$"""{ {{Whole}}, "EXTERNALID": "a:b/c", "dryRun": true, "overrides": [{"graceDays": 60}, {"unusedDays": 60, "deleteKeys": false, "exemptUsers": "ö", "maxDeletions": "5"}]}""");

        request.Spoke.ShouldBe(new("444455556666", "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke", "o-a1b2c3d4e5", "a:b/c"));
        request.DryRun.ShouldBeTrue();
        request.Overrides.Count.ShouldBe(2);
        request.Overrides[1].ShouldBe(new Dictionary<string, string> { ["unusedDays"] = "60", ["deleteKeys"] = "false", ["exemptUsers"] = "ö", ["maxDeletions"] = "5" }, ignoreOrder: true);
        Should.NotThrow(() => request.MustSuit(Hub));
    }

    [Fact]
    public async Task A_hub_without_an_external_id_says_so()
    {
        var request = await ReadAsync($$"""{ {{Whole}}, "externalId": null, "dryRun": false, "overrides": []}""");

        (request.Spoke!.ExternalId, request.DryRun, request.Overrides.Count).ShouldBe((null, false, 0));
    }

    [Fact]
    public async Task An_event_says_what_a_run_lets_the_pass_do()
    {
        (await ReadAsync($$"""{ {{Whole}}, "rehearsal": true}""")).Rehearsal.ShouldBeTrue();
        (await ReadAsync($$"""{ {{Whole}}, "dryRun": true, "rehearsal": false}""")).Rehearsal.ShouldBeFalse();
        (await ReadAsync($$"""{ {{Whole}}, "most": {"deletions": 0, "deactivations": 214} }""")).Most.ShouldBe(new(214, 0));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"dryRun": false}""")]
    public async Task An_event_that_names_none_is_for_the_function_s_own(string json)
    {
        var request = await ReadAsync(json);

        (request.Spoke, request.DryRun, request.Overrides.Count).ShouldBe((null, false, 0));
    }

    [Theory]
    [InlineData("""{"accountId": "444455556666"}""", "it lacks roleArn and organizationId. Valid: accountId, roleArn, organizationId together, or none of them")]
    [InlineData("""{"roleArn": "x", "organizationId": "y"}""", "it lacks accountId")]
    [InlineData("""{"externalId": "abc"}""", "it lacks accountId and roleArn and organizationId")]
    [InlineData("""{"accountId": null, "roleArn": "x", "organizationId": "y"}""", "accountId is a JSON null. Valid: the 12 digits of an account's id")]
    [InlineData("""{"accountId": 444455556666, "roleArn": "x", "organizationId": "y"}""", "accountId is a JSON number")]
    [InlineData("""{"accountId": "", "roleArn": "", "organizationId": ""}""", "accountId is ''")]
    [InlineData("""{"accountId": "44445555666\u0666", "roleArn": "x", "organizationId": "y"}""", "accountId is '44445555666")]
    [InlineData("""{"accountId": "444455556666\n", "roleArn": "x", "organizationId": "y"}""", "accountId is '444455556666\\u{000A}'")]
    [InlineData("""{"accountId": "444455556666", "AccountId": "777788889999", "roleArn": "x", "organizationId": "y"}""", "AccountId is given twice")]
    [InlineData("""{"accountId": "444455556666", "roleArn": ["x"], "organizationId": "y"}""", "roleArn is a JSON array")]
    [InlineData("""{"accountId": "444455556666", "roleArn": "x", "organizationId": "y", "externalId": "a"}""", "externalId is 'a'. Valid: 2 to 1224 letters")]
    [InlineData("""{"accountId": "444455556666", "roleArn": "x", "organizationId": "y", "externalId": "a b"}""", "externalId is 'a b'")]
    [InlineData($$"""{ {{Whole}}, "overrides": {"unusedDays": 60} }""", "overrides is a JSON object. Valid: an array of objects")]
    [InlineData($$"""{ {{Whole}}, "overrides": null}""", "overrides is a JSON null. Valid: an array of objects")]
    [InlineData($$"""{ {{Whole}}, "overrides": ["dryRun=true"]}""", "overrides holds a JSON string. Valid: an array of objects")]
    [InlineData($$"""{ {{Whole}}, "overrides": [{"exemptUsers": ["a"]}]}""", "exemptUsers of overrides is a JSON array. Valid: strings, numbers, true and false")]
    [InlineData($$"""{ {{Whole}}, "overrides": [{"unusedDays": null}]}""", "unusedDays of overrides is a JSON null. Valid: strings, numbers, true and false")]
    [InlineData($$"""{ {{Whole}}, "overrides": [{"unusedDays": 60, "UNUSEDDAYS": 90}]}""", "UNUSEDDAYS is given twice")]
    [InlineData($$"""{ {{Whole}}, "override": [{"unusedDays": 60}]}""", "it has unknown names: override. Valid: nothing")]
    [InlineData("""{"most": {"deactivations": 1, "deletions": 1}}""", "it lacks accountId and roleArn and organizationId")]
    [InlineData("""{"rehearsal": true}""", "it lacks accountId and roleArn and organizationId")]
    [InlineData("{ WHOLE, \"rehearsal\": \"true\"}", "rehearsal is a JSON string. Valid: true and false, without quotes")]
    [InlineData("{ WHOLE, \"most\": null}", "most is a JSON null. Valid: {\"deactivations\": 0, \"deletions\": 0}, with numbers")]
    [InlineData("{ WHOLE, \"most\": 5}", "most is a JSON number")]
    [InlineData("{ WHOLE, \"most\": {}}", "deactivations of most is missing. Valid: whole numbers from 0")]
    [InlineData("{ WHOLE, \"most\": {\"deactivations\": 1}}", "deletions of most is missing")]
    [InlineData("{ WHOLE, \"most\": {\"deactivations\": 1, \"deletions\": -1}}", "deletions of most is -1. Valid: whole numbers from 0")]
    [InlineData("{ WHOLE, \"most\": {\"deactivations\": 1.5, \"deletions\": 1}}", "deactivations of most is 1.5")]
    [InlineData("{ WHOLE, \"most\": {\"deactivations\": \"1\", \"deletions\": 1}}", "deactivations of most is \"1\"")]
    [InlineData("{ WHOLE, \"most\": {\"deactivations\": 1, \"deletions\": 1, \"records\": 1}}", "records of most is unknown. Valid: deactivations, deletions")]
    [InlineData("{ WHOLE, \"most\": {\"deactivations\": 1, \"Deactivations\": 2, \"deletions\": 1}}", "Deactivations is given twice")]
    [InlineData("""{"accountId": "\ud800", "roleArn": "x", "organizationId": "y"}""", "it holds text that is not Unicode")]
    [InlineData("""{"\ud800": 1}""", "it holds text that is not Unicode")]
    public async Task An_event_that_leaves_something_to_guess_is_refused(string json, string reason) =>
        (await Should.ThrowAsync<EventException>(() => ReadAsync(json.Replace("WHOLE", Whole, StringComparison.Ordinal)))).Message.ShouldContain(reason);

    [Theory]
    [InlineData("444455556666", "arn:aws:iam::777788889999:role/keyreaper/KeyReaperSpoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws-cn:iam::444455556666:role/keyreaper/KeyReaperSpoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/KeyReaperSpoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/keyreaper/Admin", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/keyreaper/x/KeyReaperSpoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/keyreaper/keyreaperspoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:user/keyreaper/KeyReaperSpoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", " arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke", "o-a1b2c3d4e5")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke", "o-another000")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke", "")]
    public void A_hub_goes_by_its_own_role_into_its_own_organization_only(string account, string role, string organization) =>
        Should.Throw<EventException>(() => new Spoke(account, role, organization, null).MustSuit(Hub)).Message.ShouldContain("Valid");

    [Theory]
    [InlineData("aws-us-gov")]
    [InlineData("aws-cn")]
    public void The_partition_is_the_topic_s_and_the_role_the_setting_s(string partition) => Should.NotThrow(() =>
        new Spoke("444455556666", $"arn:{partition}:iam::444455556666:role/a/b/Reader", "o-a1b2c3d4e5", null)
            .MustSuit(Hub with { TopicArn = $"arn:{partition}:sns:eu-west-1:111122223333:keyreaper", SpokeRole = "a/b/Reader" }));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"dryRun": true}""")]
    [InlineData("""{"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}""")]
    public async Task A_hub_makes_no_pass_over_its_own_account_when_an_event_names_none(string json)
    {
        var request = await ReadAsync(json);

        Should.Throw<EventException>(() => request.MustSuit(Hub)).Message.ShouldContain("it names no account, and this function serves those of organization o-a1b2c3d4e5");
    }

    private static async Task<PassRequest> ReadAsync(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await PassRequest.ReadAsync(stream);
    }
}
