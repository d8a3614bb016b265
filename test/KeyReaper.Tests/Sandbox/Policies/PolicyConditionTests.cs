namespace KeyReaper.Tests.Sandbox.Policies;

/// <summary>Conditions in an enforced policy: how they treat tags, several values and none.</summary>
public sealed class PolicyConditionTests : SandboxTest
{
    private const string Role = "ASIASOMEROLE00000000";
    private const string Exempt = "iam:ResourceTag/keyreaper:exempt";

    [Theory]
    [InlineData("keyreaper:key:A", true)]
    [InlineData("keyreaper:key:A,keyreaper:key:B", true)]
    [InlineData("keyreaper:key:A,owner", false)]
    [InlineData("KeyReaper:key:A", false, "values compare with case, though IAM's tag keys do not")]
    [InlineData("", true, "ForAllValues alone also holds for no value at all")]
    public async Task ForAllValues_wants_every_value_to_match(string tagKeys, bool allowed, string why = "") =>
        (await MayTag("""{"ForAllValues:StringLike": {"aws:TagKeys": "keyreaper:key:*"}}""", tagKeys)).ShouldBe(allowed, why);

    [Theory]
    [InlineData("keyreaper:key:A", true)]
    [InlineData("", false)]
    public async Task Null_beside_it_shuts_out_the_empty_set(string tagKeys, bool allowed) =>
        (await MayTag("""{"ForAllValues:StringLike": {"aws:TagKeys": "keyreaper:key:*"}, "Null": {"aws:TagKeys": "false"}}""", tagKeys)).ShouldBe(allowed);

    [Theory]
    [InlineData("owner,team", true)]
    [InlineData("team", false)]
    [InlineData("", false)]
    public async Task ForAnyValue_wants_one_value_to_match_and_holds_for_none_at_all_never(string tagKeys, bool allowed)
    {
        (await MayTag("""{"ForAnyValue:StringEquals": {"aws:TagKeys": ["owner", "cost"]}}""", tagKeys)).ShouldBe(allowed);
        (await MayTag("""{"ForAnyValue:StringNotEquals": {"aws:TagKeys": ["team"]}}""", tagKeys)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("StringEquals", "prod", true)]
    [InlineData("StringEquals", "PROD", false)]
    [InlineData("StringEquals", "pr*", false)]
    [InlineData("StringEquals", null, false)]
    [InlineData("StringNotEquals", "prod", false)]
    [InlineData("StringNotEquals", "PROD", true)]
    [InlineData("StringNotEquals", null, true)]
    [InlineData("StringEqualsIgnoreCase", "PROD", true)]
    [InlineData("StringEqualsIgnoreCase", null, false)]
    [InlineData("StringNotEqualsIgnoreCase", "PROD", false)]
    [InlineData("StringNotEqualsIgnoreCase", null, true)]
    [InlineData("StringLike", "prod", true)]
    [InlineData("StringLike", null, false)]
    [InlineData("StringNotLike", "prod", false)]
    [InlineData("StringNotLike", null, true)]
    [InlineData("StringEqualsIfExists", "test", false)]
    [InlineData("StringEqualsIfExists", null, true)]
    public async Task An_operator_holds_for_the_value_of_a_tag_or_for_its_absence(string operation, string? value, bool allowed) =>
        (await MayRead($$"""{"{{operation}}": {"aws:ResourceTag/stage": "prod"} }""", "stage", value)).ShouldBe(allowed);

    [Theory]
    [InlineData("2027-01-31", true)]
    [InlineData("2027-1-31", false)]
    [InlineData("true", false)]
    public async Task A_question_mark_is_one_character(string value, bool allowed) =>
        (await MayRead($$"""{"StringLike": {"{{Exempt}}": "????-??-??"} }""", "keyreaper:exempt", value)).ShouldBe(allowed);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("yes", false)]
    [InlineData(null, false)]
    public async Task Bool_reads_the_value_as_one(string? value, bool allowed) =>
        (await MayRead($$"""{"Bool": {"{{Exempt}}": true} }""", "keyreaper:exempt", value)).ShouldBe(allowed);

    [Theory]
    [InlineData("keyreaper:exempt", "true", false)]
    [InlineData("KeyReaper:Exempt", "", false)]
    [InlineData("keyreaper:exempted", "true", true)]
    public async Task Tag_keys_in_condition_keys_compare_ignoring_case(string tag, string value, bool allowed)
    {
        (await MayRead($$"""{"Null": {"{{Exempt}}": "true"} }""", tag, value)).ShouldBe(allowed);
        (await MayRead($$"""{"Null": {"IAM:resourcetag/{{tag}}": "false"} }""", tag, value)).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_operator_every_key_and_one_of_the_values_has_to_hold()
    {
        const string Condition = """{"StringEquals": {"aws:ResourceTag/stage": ["test", "dev"], "aws:ResourceTag/team": "a"}, "Null": {"iam:ResourceTag/keyreaper:exempt": true}}""";
        var user = Account.CreateUser("alice");

        user.Tag("stage", "dev");
        (await Ask(Condition, "GetUser")).ShouldBeFalse();
        user.Tag("team", "a");
        (await Ask(Condition, "GetUser")).ShouldBeTrue();
        user.Tag("keyreaper:exempt", "false");
        (await Ask(Condition, "GetUser")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_values_of_the_tags_in_the_request_can_be_tested()
    {
        const string Condition = """{"StringLike": {"aws:RequestTag/KEYREAPER:key:A": "inactive-since *"}}""";
        Account.CreateUser("alice");
        Task<bool> Tag(string value) => Ask(Condition, "TagUser", ("Tags.member.1.Key", "keyreaper:key:A"), ("Tags.member.1.Value", value));

        (await Tag("inactive-since 2026-01-05T06:00:00Z")).ShouldBeTrue();
        (await Tag("reactivated 2026-01-05T06:00:00Z")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ArnLike", "arn:*:iam::*:role/O*", true)]
    [InlineData("ArnEquals", "arn:aws:iam::111122223333:role/Ops", true)]
    [InlineData("ArnLike", "arn:aws:*role/Ops", false)]
    [InlineData("ArnNotLike", "arn:*:iam::*:role/O*", false)]
    [InlineData("ArnNotEquals", "arn:aws:iam::111122223333:role/Else", true)]
    public async Task The_principal_is_the_role_not_its_session(string operation, string arn, bool allowed) =>
        (await MayRead($$"""{"{{operation}}": {"aws:PrincipalArn": "{{arn}}"} }""", "any", "tag")).ShouldBe(allowed);

    private Task<bool> MayTag(string condition, string tagKeys)
    {
        if (Account.Users.Count == 0) Account.CreateUser("alice");
        return Ask(condition, "UntagUser", [.. tagKeys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((key, i) => ($"TagKeys.member.{i + 1}", key))]);
    }

    private Task<bool> MayRead(string condition, string tag, string? value)
    {
        var user = Account.Users.FirstOrDefault() ?? Account.CreateUser("alice");
        if (value is not null) user.Tag(tag, value);
        return Ask(condition, "GetUser");
    }

    private async Task<bool> Ask(string condition, string action, params (string Name, string Value)[] parameters)
    {
        role ??= Account.CreateRole("Ops");
        role.SignsWith(Role);
        role.SetPolicies($$"""{"Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*", "Condition": {{condition}} }]}""");
        using var client = new QueryClient(Sandbox, Role);
        return (await client.Iam(action, [("UserName", "alice"), .. parameters])).Code != "AccessDenied";
    }

    private SandboxRole? role;
}
