using System.Globalization;

namespace KeyReaper.Tests.Sandbox.Accounts;

public sealed class UserTagTests : SandboxTest
{
    [Fact]
    public async Task A_tag_written_in_another_case_replaces_the_old_one_and_keeps_its_own_case()
    {
        Account.CreateUser("alice").Tag("keyreaper:exempt", "false");

        await Tag("KeyReaper:Exempt", "2027-01-31");

        var answer = await Client.Iam("ListUserTags", ("UserName", "alice"));
        answer.Texts("Key").ShouldBe(["KeyReaper:Exempt"]);
        answer.Texts("Value").ShouldBe(["2027-01-31"]);
    }

    [Fact]
    public async Task Untagging_ignores_case_and_missing_tags()
    {
        Account.CreateUser("alice").Tag("Owner", "payments");

        var answer = await Client.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", "OWNER"), ("TagKeys.member.2", "none"));

        answer.Status.ShouldBe(200);
        Account.User("alice").Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_may_be_empty_and_hold_a_time()
    {
        Account.CreateUser("alice");

        await Tag("a", "");
        await Tag("keyreaper:key:AKIA000000000000", "inactive-since 2026-11-22T06:00:00Z 2");

        Account.User("alice").Tags.Values.ShouldBe(["", "inactive-since 2026-11-22T06:00:00Z 2"]);
    }

    [Theory]
    [InlineData("aws:owner", "x", "InvalidInput")]
    [InlineData("AWS:owner", "x", "InvalidInput")]
    [InlineData("", "x", "ValidationError")]
    [InlineData("semi;colon", "x", "ValidationError")]
    [InlineData("owner", "quote\"", "ValidationError")]
    public async Task A_tag_out_of_shape_refuses_the_whole_call(string key, string value, string code)
    {
        Account.CreateUser("alice");

        var answer = await Client.Iam(
            "TagUser",
            ("UserName", "alice"),
            ("Tags.member.1.Key", "good"), ("Tags.member.1.Value", "good"),
            ("Tags.member.2.Key", key), ("Tags.member.2.Value", value));

        (answer.Status, answer.Code).ShouldBe((400, code));
        Account.User("alice").Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_key_twice_in_one_call_is_refused()
    {
        Account.CreateUser("alice");

        var answer = await Client.Iam(
            "TagUser",
            ("UserName", "alice"),
            ("Tags.member.1.Key", "owner"), ("Tags.member.1.Value", "a"),
            ("Tags.member.2.Key", "Owner"), ("Tags.member.2.Value", "b"));

        answer.Message.ShouldBe("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    [Fact]
    public async Task The_51st_tag_is_one_too_many_but_the_50th_may_be_written_again()
    {
        var alice = Account.CreateUser("alice");
        foreach (var n in Enumerable.Range(1, 50))
        {
            alice.Tag(string.Create(CultureInfo.InvariantCulture, $"tag{n}"), "x");
        }

        (await Tag("TAG50", "y")).Status.ShouldBe(200);
        var answer = await Tag("tag51", "x");

        (answer.Status, answer.Code, answer.Message).ShouldBe((409, "LimitExceeded", "Cannot exceed quota for TagsPerUser: 50"));
    }

    [Fact]
    public async Task While_a_tagging_of_a_user_is_under_way_another_one_of_that_user_is_refused_and_has_no_effect()
    {
        Account.CreateUser("alice");
        Account.CreateUser("bob");
        Account.TaggingTakes = TimeSpan.FromSeconds(1);

        (await Tag("owner", "ops")).Status.ShouldBe(200);
        var answer = await Tag("owner", "payments");
        (answer.Status, answer.Code, answer.Message).ShouldBe((
            409,
            "ConcurrentModification",
            "The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again."));
        (await Client.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", "owner"))).Code.ShouldBe("ConcurrentModification");
        (await Tag("owner", "ops", "bob")).Status.ShouldBe(200);
        Account.User("alice").Tags["owner"].ShouldBe("ops");

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Client.Iam("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", "owner"))).Status.ShouldBe(200);
        (await Tag("owner", "payments")).Code.ShouldBe("ConcurrentModification");
    }

    [Theory]
    [InlineData("TagUser", "tags")]
    [InlineData("UntagUser", "tagKeys")]
    public async Task An_empty_list_is_a_missing_parameter(string action, string parameter) =>
        (await Client.Iam(action, ("UserName", "alice"))).Message
            .ShouldBe($"1 validation error detected: Value null at '{parameter}' failed to satisfy constraint: Member must not be null");

    private Task<QueryAnswer> Tag(string key, string value, string user = "alice") =>
        Client.Iam("TagUser", ("UserName", user), ("Tags.member.1.Key", key), ("Tags.member.1.Value", value));
}
