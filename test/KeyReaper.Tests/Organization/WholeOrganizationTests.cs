using KeyReaper.Organization;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Whole runs over 201 accounts with the real functions, over the wire, under trust policies.</summary>
public sealed class WholeOrganizationTests(TwoDays days) : IClassFixture<TwoDays>
{
    [Fact]
    public void One_deactivation_more_than_the_organization_s_brake_lets_through_and_no_key_is_changed_anywhere_and_what_was_planned_is_told()
    {
        var (organization, stopped) = (days.Organization, days.Stopped);

        stopped.Inactive.ShouldBeEmpty();
        foreach (var (id, before) in days.Before) stopped.Accounts[id].ShouldBe(before, id);
        stopped.Answer["outcome"]!.ToString().ShouldBe("attention");
        stopped.Report["brake"]!.ToJsonString().ShouldBe($$"""{"deactivations":{{organization.Unused.Count}},"deletions":0,"maxDeactivations":{{organization.Unused.Count - 1}},"maxDeletions":500,"stopped":true}""");
        stopped.Report["standings"]!["stopped"]!.GetValue<int>().ShouldBe(organization.Unused.Select(key => key.User.Account.Id).Distinct().Count());
        stopped.Report["accounts"]!.AsArray().ToDictionary(account => account!["id"]!.ToString(), account => account!["standing"]!.ToString())
            .ShouldBe(organization.Expected.ToDictionary(one => one.Key, one => organization.Unused.Any(key => key.User.Account.Id == one.Key) ? "stopped" : one.Value.ToString().ToLowerInvariant()), ignoreOrder: true);
        stopped.Mail.ShouldHaveSingleItem().Subject!.ShouldContain("brake tripped, nothing deactivated or deleted");
        stopped.Mail[0].BodyFor("email").ShouldContain($"and MaxOrganizationDeactivations={organization.Unused.Count} in place of DryRun=false");
        stopped.Passes.ShouldAllBe(pass => pass["most"] == null, "nothing was to be recorded anywhere");
    }

    [Fact]
    public void As_much_as_the_organization_s_brake_lets_through_is_done_in_a_second_round_into_the_accounts_that_have_something_to_be_done()
    {
        var (organization, first) = (days.Organization, days.First);

        var entered = first.Passes.Where(pass => pass["most"] is not null).ToArray();
        entered.Select(pass => pass["accountId"]!.ToString()).ShouldBe(organization.Unused.Select(key => key.User.Account.Id), ignoreOrder: true);
        entered.ShouldAllBe(pass => pass["most"]!.ToJsonString() == """{"deactivations":1,"deletions":0}""");
        first.Report["brake"]!["stopped"]!.GetValue<bool>().ShouldBeFalse();
        first.Report["ahead"]!.ToJsonString().ShouldContain($$"""{"date":"2026-02-04","deactivations":0,"deletions":{{organization.Unused.Count}},"tooMuch":false}""");
    }

    [Fact]
    public void Where_nothing_is_left_to_be_done_there_is_no_second_round()
    {
        days.Second.Passes.ShouldAllBe(pass => pass["most"] == null);
        days.Second.Passes.Count().ShouldBe(days.Stopped.Passes.Count());
    }

    [Fact]
    public void Each_account_s_own_report_is_published_by_its_last_pass_alone_and_its_event_too()
    {
        var published = days.First.Own.Select(mail => mail.Attributes["account"]).ToArray();

        published.ShouldBeUnique();
        published.ShouldBe(days.Organization.Expected.Where(one => one.Value is not (Standing.Unreachable or Standing.Failed or Standing.Off)).Select(one => one.Key), ignoreOrder: true);
        days.First.Events.SkipLast(1).Select(detail => detail["accountId"]!.ToString()).ShouldBe(days.Organization.Expected.Keys, ignoreOrder: true);
        foreach (var id in days.Organization.Unused.Select(key => key.User.Account.Id)) days.First.Own.Single(mail => mail.Attributes["account"] == id).Attributes["mode"].ShouldBe("live", id);
    }

    [Fact]
    public void Every_account_is_told_as_what_it_is_and_only_keys_that_may_be_are_deactivated()
    {
        var (organization, first) = (days.Organization, days.First);

        var report = first.Report;
        report["accounts"]!.AsArray().ToDictionary(account => account!["id"]!.ToString(), account => account!["standing"]!.ToString())
            .ShouldBe(organization.Expected.ToDictionary(one => one.Key, one => one.Value.ToString().ToLowerInvariant()), ignoreOrder: true);
        foreach (var (id, before) in days.Untouched) first.Accounts[id].ShouldBe(before, id);
        first.Inactive.ShouldBe(organization.Unused.Select(key => key.Id), ignoreOrder: true);

        var answer = first.Answer;
        (answer["outcome"]!.ToString(), answer["accounts"]!.GetValue<int>(), answer["missing"]!.GetValue<int>()).ShouldBe(("attention", organization.Expected.Count, 0));
        answer["attention"]!.GetValue<int>().ShouldBe(organization.Expected.Values.Count(standing => standing < Standing.Changed));
        report["live"]!["counts"]!["deactivated"]!.GetValue<int>().ShouldBe(organization.Unused.Count);
        report["coverage"]!["inactiveAccounts"]!.AsArray().Select(id => id!.ToString()).ShouldBe(organization.Suspended);
        report["coverage"]!["excluded"]!.ToJsonString().ShouldBe($"[\"{TwoDays.HubAccount}\"]");

        TheMailShouldTellOfEachAccountThoseOutOfReachFirst();
    }

    [Fact]
    public void The_next_day_s_run_finds_nothing_more_to_do_and_the_same_accounts_in_need_of_attention()
    {
        var (first, second) = (days.First, days.Second);

        second.Report["live"]!["counts"]!["deactivated"]!.GetValue<int>().ShouldBe(0);
        second.Report["live"]!["counts"]!["inGrace"]!.GetValue<int>().ShouldBe(days.Organization.Unused.Count);
        (second.Answer["attention"]!.GetValue<int>(), second.Answer["missing"]!.GetValue<int>()).ShouldBe((first.Answer["attention"]!.GetValue<int>(), 0));
    }

    [InstalledFact("node jsonata")]
    public async Task The_state_machine_asks_the_functions_for_the_same_in_the_same_order()
    {
        await using var again = await LargeOrganization.StartAsync();
        using var jsonata = new Jsonata();
        foreach (var (day, most) in new[] { (days.Stopped, again.Unused.Count - 1), (days.First, again.Unused.Count) })
        {
            using var hub = new HubRun(
                again.Hub.Sandbox, jsonata, ("ExcludeAccounts", TwoDays.HubAccount), ("ExternalId", Hub.ExternalId), ("OrganizationId", again.Hub.OrganizationId), ("DryRun", "false"),
                ("MaxOrganizationDeactivations", $"{most}"), ("EventBus", "arn:aws:events:eu-west-1:111122223333:event-bus/security")) { Function = again.Hub.InvokeAsync };
            (await Assert.ThrowsAsync<StatesException>(() => hub.RunAsync())).Error.ShouldBe("AttentionNeeded");

            hub.Invocations.Count.ShouldBe(day.Invocations.Count);
            foreach (var (ours, theirs) in day.Invocations.Zip(hub.Invocations)) $"{theirs.Function} {theirs.Request.ToJsonString()}".ShouldBe($"{ours.Function} {ours.Request.ToJsonString()}");
            hub.Events.Select(entry => entry["Detail"]!.ToJsonString()).ShouldBe(day.Events.Select(detail => detail.ToJsonString()));
        }
    }

    private void TheMailShouldTellOfEachAccountThoseOutOfReachFirst()
    {
        var mail = days.First.Mail.ShouldHaveSingleItem().BodyFor("email").Split('\n');
        var told = mail.Select(line => line.TrimStart()).Where(line => line.StartsWith("4444", StringComparison.Ordinal)).Select(line => line[..12]).ToArray();

        // Those that are quiet are counted.
        told.Order(StringComparer.Ordinal).ShouldBe(days.Organization.Expected.Where(one => one.Value < Standing.Off).Select(one => one.Key).Order(StringComparer.Ordinal));
        mail.ShouldContain($"{days.Organization.Expected.Values.Count(standing => standing == Standing.Quiet)} of them are quiet: nothing was done there, is due, or failed.");
        told.Select(id => days.Organization.Expected[id]).ShouldBeInOrder();
        mail.First(line => line.EndsWith(')') && char.IsUpper(line[0]) && !line.StartsWith("TO DO", StringComparison.Ordinal)).ShouldStartWith("UNREACHABLE (");
    }
}
