using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Stories;

/// <summary>What IAM says about a user in one call, on two grounds.</summary>
public class UserStoryTests(Grounds grounds) : IClassFixture<Grounds>
{
    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task A_user_is_told_with_its_tags_and_once_moved_and_renamed_with_its_new_ARN(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var key = await story.KeyAsync("alice");
        await story.Account.TagAsync("alice", "keyreaper:exempt", "2027-01-31");

        var before = await GetUserAsync(story, "alice");
        (before.Text("Path"), before.Text("Key"), before.Text("Value")).ShouldBe(("/", "keyreaper:exempt", "2027-01-31"));
        before.Text("Arn")!.ShouldEndWith(":user/alice");

        await story.Account.CallAsync("iam", "UpdateUser", ("UserName", "alice"), ("NewUserName", "zoe"), ("NewPath", "/service/"));

        // Its tags stay too, except in moto, which keeps them by ARN.
        var after = await GetUserAsync(story, "zoe");
        (after.Text("Path"), after.Text("UserId")).ShouldBe(("/service/", before.Text("UserId")));
        after.Text("Arn")!.ShouldEndWith(":user/service/zoe");
        (await story.Account.CallAsync("iam", "ListAccessKeys", ("UserName", "zoe"))).Text("AccessKeyId").ShouldBe(key.Id);
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task A_caller_who_names_no_user_is_told_of_itself(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var key = await story.KeyAsync("alice");
        await story.Account.TagAsync("alice", "owner", "payments");

        var self = await story.Account.CallAsync(key, "iam", "GetUser");

        (self.Text("UserName"), self.Text("Key"), self.Text("Value")).ShouldBe(("alice", "owner", "payments"));
    }

    private static Task<QueryAnswer> GetUserAsync(Story story, string name) => story.Account.CallAsync("iam", "GetUser", ("UserName", name));
}
