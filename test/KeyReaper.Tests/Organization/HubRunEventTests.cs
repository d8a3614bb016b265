using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>What a run puts on an event bus: an event of every account, and one of the run.</summary>
public sealed class HubRunEventTests : HubRunTest
{
    private const string Bus = "arn:aws:events:eu-west-1:111122223333:event-bus/security";
    private const string Run = "arn:aws:states:eu-west-1:111122223333:execution:Organization:tuesday";

    [InstalledFact("node jsonata")]
    public async Task Each_account_s_result_is_an_event_and_so_is_the_run_s_answer()
    {
        var ids = Join(3);
        Tag(ids[0], ("keyreaper:mode", "off"));
        Start(("EventBus", Bus), ("ExcludeAccounts", Account.Id));
        Hub.Pass = id => id == ids[1] ? throw new StatesException("UnreachableAccountException", """{"errorMessage": "The role cannot be assumed."}""") : null;

        await AttentionAsync();

        Hub.Events.ShouldAllBe(entry => entry["EventBusName"]!.ToString() == Bus && entry["Source"]!.ToString() == "keyreaper");
        Hub.Events.Select(entry => entry["DetailType"]!.ToString()).ShouldBe(["KeyReaper Pass", "KeyReaper Pass", "KeyReaper Pass", "KeyReaper Run"]);
        var results = Hub.Results.ToDictionary(result => result["accountId"]!.ToString());
        foreach (var entry in Hub.Events.SkipLast(1))
        {
            var detail = entry["Detail"]!.AsObject();
            (detail["schemaVersion"]!.ToString(), detail["runId"]!.ToString()).ShouldBe(("1.0", Run));
            detail.Remove("schemaVersion");
            detail.Remove("runId");
            JsonNode.DeepEquals(detail, results[detail["accountId"]!.ToString()]).ShouldBeTrue();
        }

        Hub.Events[^1]["Detail"]!["result"]!.ToString().ShouldBe("1 need attention, 0 are missing.");
    }

    [InstalledFact("node jsonata")]
    public async Task Without_a_bus_there_are_none()
    {
        Join(1);

        await RunAsync();

        Hub.Events.ShouldBeEmpty();
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_whose_event_cannot_be_put_keeps_its_result_which_says_so()
    {
        var ids = Join(2);
        Start(("EventBus", Bus));
        Hub.Bus = entry => entry["Detail"]!["accountId"]?.ToString() == ids[0] ? new("EventBridge.FailedEntry", "InternalFailure" + new string('x', 500)) : null;

        await Hub.RunAsync();

        var results = Hub.Results.ToDictionary(result => result["accountId"]!.ToString(), result => result["unsent"]?.ToString());
        results[ids[0]]!.ShouldStartWith("EventBridge.FailedEntry: InternalFailure");
        results[ids[0]]!.Length.ShouldBe("EventBridge.FailedEntry: ".Length + 200);
        results[ids[1]].ShouldBeNull();
        Hub.Results.ShouldAllBe(result => result["outcome"]!.ToString() == "done");
    }

    [InstalledFact("node jsonata")]
    public async Task A_run_whose_event_cannot_be_put_fails_by_that_after_its_report()
    {
        Start(("EventBus", Bus));
        Hub.Bus = entry => entry["DetailType"]!.ToString() == "KeyReaper Run" ? new("EventBridge.FailedEntry", "InternalFailure") : null;

        (await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync())).Error.ShouldBe("EventBridge.FailedEntry");

        Hub.Report["trouble"].ShouldBeNull();
    }

    [InstalledFact("node jsonata")]
    public async Task A_run_that_did_not_get_through_is_an_event_too()
    {
        await AttentionAsync(("EventBus", Bus), ("IncludeAccounts", "999999999999"));

        Hub.Events.ShouldHaveSingleItem()["Detail"]!["outcome"]!.ToString().ShouldBe("attention");
    }
}
