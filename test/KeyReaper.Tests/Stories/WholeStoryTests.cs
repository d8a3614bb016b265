namespace KeyReaper.Tests.Stories;

/// <summary>
/// Weeks of passes on two grounds, set up and examined only by calls over the wire, so that the result does not depend on a sandbox that was written for
/// KeyReaper.
/// </summary>
public class WholeStoryTests(Grounds grounds) : IClassFixture<Grounds>
{
    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task The_first_live_pass_deactivates_and_tags_the_unused_key_and_leaves_the_used_the_exempt_and_the_inactive_one(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var exempt = await story.KeyAsync("break-glass");
        await story.Account.TagAsync("break-glass", "keyreaper:exempt", "true");
        var inactive = await story.KeyAsync("carol");
        await story.Account.SetStatusAsync(inactive, "Inactive");
        var stale = await story.KeyAsync("alice");
        await story.Account.TagAsync("alice", "team", "billing");
        var used = await story.LaterUsedKeyAsync(() => story.KeyAsync("bob"));

        story.DaysAfter(stale, 30);
        var summary = await story.PassAsync();

        (summary.Mode, summary.Users, summary.Keys, summary.ExemptUsers).ShouldBe(("LIVE", 4, 3, 1));
        (summary.Deactivated, summary.GraceStarted, summary.InUse, summary.Deleted).ShouldBe((1, 1, 1, 0));
        (await story.Account.StatusAsync(stale)).ShouldBe("Inactive");
        (await story.Account.StatusAsync(inactive)).ShouldBe("Inactive");
        (await story.Account.StatusAsync(used)).ShouldBe("Active");
        (await story.Account.StatusAsync(exempt)).ShouldBe("Active");
        (await story.Account.TagsAsync("alice")).ShouldBe([new("team", "billing"), new($"keyreaper:key:{stale.Id}", $"deactivated {story.Now} after 30 seen {story.Now}")], ignoreOrder: true);
        (await story.Account.TagsAsync("carol")).ShouldBe([new($"keyreaper:key:{inactive.Id}", $"inactive {story.Now} seen {story.Now}")]);
        (await story.Account.TagsAsync("bob")).ShouldBeEmpty();
        (await story.Account.TagsAsync("break-glass")).ShouldBe([new("keyreaper:exempt", "true")]);

        var (subject, text) = (await story.MailsAsync()).ShouldHaveSingleItem();
        subject!.ShouldMatch(@"^\[KeyReaper LIVE\] [0-9]{12}: deactivated 1 of 3 access keys$");
        text.ShouldContain($"aws iam update-access-key --user-name alice --access-key-id {stale.Id} --status Active");
        text.ShouldContain(inactive.Id);
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task Each_message_carries_the_attributes_that_subscribers_filter_by(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        story.DaysAfter(await story.KeyAsync("alice"), 30);
        await story.PassAsync();
        story.Days(1);
        await story.PassAsync();

        var messages = await story.MessagesAsync();

        messages.Select(message => message.Attributes["outcome"]).ShouldBe(["changed", "quiet"]);
        messages[0].Attributes.ShouldBe(
            new Dictionary<string, string> { ["account"] = story.TopicArn.Split(':')[4], ["mode"] = "live", ["outcome"] = "changed", ["audience"] = "summary" }, ignoreOrder: true);
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task A_second_pass_finds_nothing_left_to_do(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var inactive = await story.KeyAsync("carol");
        await story.Account.SetStatusAsync(inactive, "Inactive");
        var stale = await story.KeyAsync("alice");
        story.DaysAfter(stale, 30);
        await story.PassAsync();
        var after = await story.Account.StateAsync();

        story.Days(1);
        var quiet = await story.PassAsync();

        (quiet.Deactivated, quiet.Deleted, quiet.GraceStarted, quiet.Reactivated, quiet.InGrace).ShouldBe((0, 0, 0, 0, 2));
        (await story.Account.StateAsync()).ShouldBe(after);
        (await story.MailsAsync())[1].Subject!.ShouldEndWith(": left all 2 access keys as they are");
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task A_key_that_a_person_turns_back_on_is_left_alone_for_a_full_new_period(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var key = await story.KeyAsync("alice");
        story.DaysAfter(key, 30);
        await story.PassAsync();

        story.Days(2);
        await story.Account.SetStatusAsync(key, "Active");
        (await story.PassAsync()).Reactivated.ShouldBe(1);
        (await story.Account.StatusAsync(key)).ShouldBe("Active");
        (await story.Account.TagsAsync("alice")).ShouldBe([new($"keyreaper:key:{key.Id}", $"active {story.Now}")]);

        story.Days(29);
        (await story.PassAsync()).Deactivated.ShouldBe(0);

        story.Days(1);
        (await story.PassAsync()).Deactivated.ShouldBe(1);
        (await story.Account.StatusAsync(key)).ShouldBe("Inactive");
        (await story.Account.TagsAsync("alice")).ShouldBe([new($"keyreaper:key:{key.Id}", $"deactivated {story.Now} after 30 seen {story.Now} 1")]);
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task An_exemption_by_date_holds_through_that_day_and_then_ends(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var key = await story.KeyAsync("migration");
        story.DaysAfter(key, 40);
        await story.Account.TagAsync("migration", "keyreaper:exempt", story.Now[..10]);

        (await story.PassAsync()).ExemptUsers.ShouldBe(1);
        (await story.Account.StatusAsync(key)).ShouldBe("Active");

        story.Days(1);
        (await story.PassAsync()).Deactivated.ShouldBe(1);
        (await story.Account.StatusAsync(key)).ShouldBe("Inactive");
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task After_the_grace_period_the_key_is_deleted_and_its_tag_removed_and_the_user_stays(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var key = await story.KeyAsync("alice");
        await story.Account.TagAsync("alice", "team", "billing");
        story.DaysAfter(key, 30);
        await story.PassAsync();

        await story.WatchAsync(days: 29);
        (await story.Account.StatusAsync(key)).ShouldBe("Inactive");

        story.Days(1);
        (await story.PassAsync()).Deleted.ShouldBe(1);
        (await story.Account.StatusAsync(key)).ShouldBeNull();
        (await story.Account.TagsAsync("alice")).ShouldBe([new("team", "billing")]);
        (await story.MailsAsync())[^1].Text.ShouldContain(key.Id);

        story.Days(1);
        (await story.PassAsync()).Keys.ShouldBe(0);
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task A_dry_run_reports_every_act_and_changes_nothing(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var expired = await story.KeyAsync("dave");
        story.DaysAfter(expired, 30);
        await story.PassAsync();
        await story.WatchAsync(days: 29);
        var stale = await story.KeyAsync("alice");
        var found = await story.KeyAsync("carol");
        await story.Account.SetStatusAsync(found, "Inactive");
        story.Days(1);
        var before = await story.Account.StateAsync();

        story.With("DRY_RUN", null);
        var summary = await story.PassAsync();

        (summary.Mode, summary.Deactivated, summary.Deleted, summary.GraceStarted).ShouldBe(("DRY RUN", 1, 1, 1));
        (await story.Account.StateAsync()).ShouldBe(before);
        var (subject, text) = (await story.MailsAsync())[^1];
        subject!.ShouldContain("[KeyReaper DRY RUN]");
        foreach (var key in new[] { expired, stale, found }) text.ShouldContain(key.Id);
    }

    [Theory, On(Grounds.Sandbox), On(Grounds.Moto)]
    public async Task Of_two_keys_of_one_user_each_meets_its_own_fate(string ground)
    {
        using var story = await grounds.BeginAsync(ground);
        var unused = await story.KeyAsync("gateway");
        var used = await story.LaterUsedKeyAsync(() => story.Account.CreateKeyAsync("gateway"));

        story.DaysAfter(unused, 30);
        await story.PassAsync();
        (await story.Account.StatusAsync(unused)).ShouldBe("Inactive");
        (await story.Account.StatusAsync(used)).ShouldBe("Active");
        (await story.Account.TagsAsync("gateway")).ShouldBe([new($"keyreaper:key:{unused.Id}", $"deactivated {story.Now} after 30 seen {story.Now}")]);

        // By now the other key's last use is long ago, too: it is only deactivated, weeks before the first is deleted.
        await story.WatchAsync(days: 28);
        (await story.Account.StatusAsync(unused)).ShouldBe("Inactive");
        story.Days(2);
        await story.PassAsync();
        (await story.Account.StatusAsync(unused)).ShouldBeNull();
        (await story.Account.StatusAsync(used)).ShouldBe("Inactive");
        (await story.Account.TagsAsync("gateway")).Select(tag => tag.Key).ShouldBe([$"keyreaper:key:{used.Id}"]);
    }
}
