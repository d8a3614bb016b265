using System.Text.Json.Nodes;
using Amazon.Lambda.Serialization.SystemTextJson;
using KeyReaper.Asked;
using KeyReaper.Aws;
using static KeyReaper.Tests.Organization.ARun;

namespace KeyReaper.Tests.Organization;

/// <summary>The report of a run, through the handler and over the wire.</summary>
public sealed class OrganizationFunctionTests : IAsyncLifetime
{
    private Hub hub = null!;

    public async Task InitializeAsync() => hub = await Hub.StartAsync();

    [Fact]
    public async Task A_run_s_report_is_published_once_whole_in_the_log_and_answered_as_the_contract_says()
    {
        var answer = await hub.ReportAsync(Contract.Text("report-request"));

        JsonNode.DeepEquals(answer, JsonNode.Parse(Contract.Text("report-answer").Replace(OrganizationId, hub.OrganizationId, StringComparison.Ordinal))).ShouldBeTrue(answer.ToJsonString());
        var mail = hub.World.Topic.Messages.ShouldHaveSingleItem();
        mail.Subject.ShouldBe($"[KeyReaper LIVE] {hub.OrganizationId}: deactivated 2 of 9 access keys");
        mail.BodyFor("email").ShouldContain("444400000001 Payments production: deactivated 2 of 9 access keys; 1 due");
        hub.World.Log.ShouldContain(mail.BodyFor("email").Trim());
        hub.World.Calls.ShouldBe(["Publish"]);
    }

    [Fact]
    public async Task A_quiet_run_is_not_reported_where_only_changes_are_and_one_that_missed_an_account_is()
    {
        hub.World.With("NOTIFY", "changes");
        var quiet = Kinds["quiet"].Run;

        (await hub.ReportAsync(quiet))["published"]!.GetValue<bool>().ShouldBeFalse();
        hub.World.Topic.Messages.ShouldBeEmpty();
        (await hub.ReportAsync(quiet with { Asked = 3 }))["published"]!.GetValue<bool>().ShouldBeTrue();
        hub.World.Topic.Messages.ShouldHaveSingleItem().Attributes["outcome"].ShouldBe("attention");
    }

    [Fact]
    public async Task A_run_asked_to_rehearse_reports_as_one()
    {
        await hub.ReportAsync(Kinds["dry run"].Run with { DryRun = true });

        hub.LastMessage.Attributes["mode"].ShouldBe("dry-run");
        hub.LastMessage.BodyFor("email").ShouldContain("This was a dry run, as was asked for: nothing was changed.");
    }

    [Fact]
    public async Task A_report_that_SNS_does_not_take_is_in_the_log_and_the_run_fails()
    {
        hub.World.Under([]);

        (await Assert.ThrowsAsync<TopicException>(() => hub.ReportAsync(Kinds["live"].Run))).Message.ShouldContain("The function's role needs sns:Publish on it");

        hub.World.Log.ShouldContain("UNREACHABLE (2)");
    }

    [Fact]
    public async Task Outside_a_hub_there_is_nothing_to_report_on()
    {
        hub.World.With("ORGANIZATION_ID", null);

        (await Assert.ThrowsAsync<SettingsException>(() => hub.ReportAsync(Kinds["quiet"].Run))).Message.ShouldContain("ORGANIZATION_ID is not set.");
        hub.World.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("digests")]
    [InlineData("asked")]
    [InlineData("notFound")]
    [InlineData("details")]
    public async Task An_event_that_lacks_something_is_refused_rather_than_taken_for_nothing(string property)
    {
        var request = JsonNode.Parse(Contract.Text("report-request"))!.AsObject();
        request.Remove(property);

        (await Assert.ThrowsAsync<JsonSerializerException>(() => hub.ReportAsync(request.ToJsonString()))).Message.ShouldContain(property);
        hub.World.Calls.ShouldBeEmpty();
    }

    public Task DisposeAsync() => hub.DisposeAsync().AsTask();
}
