using KeyReaper.Organization;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Whole runs over 201 accounts with the real functions, over the wire, under trust policies.</summary>
public sealed class WholeOrganizationTests(TwoDays days) : IClassFixture<TwoDays>
{
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
        using var hub = new HubRun(again.Hub.Sandbox, jsonata, ("ExcludeAccounts", TwoDays.HubAccount), ("ExternalId", Hub.ExternalId), ("OrganizationId", again.Hub.OrganizationId), ("EventBus", "arn:aws:events:eu-west-1:111122223333:event-bus/security")) { Function = again.InvokeAsync };
        (await Assert.ThrowsAsync<StatesException>(() => hub.RunAsync())).Error.ShouldBe("AttentionNeeded");

        hub.Invocations.Count.ShouldBe(days.First.Invocations.Count);
        foreach (var (ours, theirs) in days.First.Invocations.Zip(hub.Invocations)) $"{theirs.Function} {theirs.Request.ToJsonString()}".ShouldBe($"{ours.Function} {ours.Request.ToJsonString()}");
        hub.Events.Select(entry => entry["Detail"]!.ToJsonString()).ShouldBe(days.First.Events.Select(detail => detail.ToJsonString()));
    }

    private void TheMailShouldTellOfEachAccountThoseOutOfReachFirst()
    {
        var mail = days.First.Mail.ShouldHaveSingleItem().BodyFor("email").Split('\n');
        var told = mail.Where(line => line.StartsWith("4444", StringComparison.Ordinal)).Select(line => line[..12]).ToArray();

        told.Order(StringComparer.Ordinal).ShouldBe(days.Organization.Expected.Keys.Order(StringComparer.Ordinal));
        told.Select(id => days.Organization.Expected[id]).ShouldBeInOrder();
        mail.First(line => line.EndsWith(')') && char.IsUpper(line[0])).ShouldStartWith("UNREACHABLE (");
    }
}
