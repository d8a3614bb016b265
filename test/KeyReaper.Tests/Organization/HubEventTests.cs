using System.Text;
using KeyReaper.Asked;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>The events that the hub's expressions make, read by the function that gets them: it refuses what it does not know.</summary>
public sealed class HubEventTests : HubRunTest
{
    [InstalledFact("node jsonata")]
    public Task Every_event_of_a_run_is_one_that_its_function_knows() => RunAsync("hub:tuesday/4711", "hub:tuesday/4711");

    [InstalledFact("node jsonata")]
    public Task So_it_is_where_the_hub_has_no_external_id() => RunAsync("", null);

    private async Task RunAsync(string parameter, string? externalId)
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        var ids = Join(3, unit);
        Tag(unit, ("keyreaper:unused-days", "60"));
        Tag(ids[1], ("KeyReaper:mode", "dry-run"), ("keyreaper:exempt-users", "break-glass ci-*"));

        await RunAsync(("ExternalId", parameter), ("OrganizationId", Sandbox.Organization.Id));

        var read = new List<PassRequest>();
        foreach (var pass in Hub.Passes)
        {
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(pass.ToJsonString()));
            read.Add(await PassRequest.ReadAsync(json));
        }

        read.Select(request => request.Spoke!.AccountId).ShouldBe(Passed);
        read.ShouldAllBe(request => request.Spoke!.ExternalId == externalId);
        read.Where(request => request.Overrides.Count > 0).Select(request => request.Spoke!.AccountId).ShouldBe(ids, ignoreOrder: true);
        read.Single(request => request.Spoke!.AccountId == ids[1]).DryRun.ShouldBeTrue();
    }
}
