using System.Text.RegularExpressions;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Aws;

/// <summary>Answers that IAM never gives. They must not be read as something that they do not say.</summary>
public class OddAnswerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<Marker></Marker>")]
    [InlineData("<Marker>cD5uZXZlcg==</Marker>")]
    public async Task A_list_that_says_there_is_more_but_not_where_counts_as_not_read_and_is_not_asked_for_for_ever(string marker)
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        Rewrite(world, "ListUsers", text => text.Replace("<IsTruncated>false</IsTruncated>", $"<IsTruncated>true</IsTruncated>{marker}", StringComparison.Ordinal));

        await world.FailingPassAsync();

        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain("iam:ListUsers: the answer does not say where the rest of it begins");
    }

    [Theory]
    [InlineData("ListUsers", "the answer does not say whether there is more")]
    [InlineData("GetUser", "the answer is about the user '', or lacks the path or ARN")]
    public async Task An_answer_without_its_result_counts_as_not_read(string action, string says)
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        key.User.Tag("keyreaper:exempt", "true");
        Rewrite(world, action, text => WithoutContent(text, action));

        await world.FailingPassAsync();

        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain($"iam:{action}: {says}");
    }

    [Fact]
    public async Task Keys_missing_from_an_answer_that_does_not_say_it_is_complete_are_not_taken_for_deleted()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice", used: 40);
        key.User.Tag(KeyClock.TagKey(key.Id), "active 2026-01-04T06:00:00Z");
        Rewrite(world, "ListAccessKeys", text => WithoutContent(text, "ListAccessKeys"));

        await world.PassAsync();

        world.Mutations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_date_missing_from_a_last_use_does_not_make_the_key_never_used()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice", used: 1);
        Rewrite(world, "GetAccessKeyLastUsed", text => Regex.Replace(text, "<LastUsedDate>.*</LastUsedDate>", ""));

        await world.FailingPassAsync();

        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain("the answer has no date, but the service 's3'");
    }

    [Fact]
    public async Task A_list_of_another_users_keys_says_nothing_about_this_user()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        var other = world.Key("bob");
        key.User.Tag(KeyClock.TagKey(key.Id), "active 2026-01-04T06:00:00Z");
        Rewrite(world, "ListAccessKeys", text => text.Replace("alice", "bob", StringComparison.Ordinal).Replace(key.Id, other.Id, StringComparison.Ordinal));

        await world.FailingPassAsync();

        world.Mutations.ShouldBe(["TagUser", "UpdateAccessKey"], "bob's own");
        world.MailText.ShouldContain("User alice: the access keys could not be listed, so none was touched: iam:ListAccessKeys: the answer is about the user 'bob'");
    }

    private static string WithoutContent(string text, string action) =>
        Regex.Replace(text, $"<{action}Result>.*</{action}Result>", $"<{action}Result/>", RegexOptions.Singleline);

    private static void Rewrite(World world, string action, Func<string, string> rewrite) =>
        world.Sandbox.Faults.Add(new() { Action = action, Kind = FaultKind.Rewritten, Rewrite = (_, text) => rewrite(text) });
}
