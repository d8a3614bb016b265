using System.Text.RegularExpressions;
using KeyReaper.Aws;

namespace KeyReaper.Tests.Organization;

/// <summary>An account that the hub cannot enter: it is reported as unreachable, nothing is done there, and it is not reported as clean.</summary>
public sealed class UnreachableTests : IAsyncLifetime
{
    private const string Role = "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke";

    private Hub hub = null!;

    public async Task InitializeAsync() => hub = await Hub.StartAsync();

    [Fact]
    public async Task A_role_with_another_external_id_is_unreachable_and_the_reason_says_what_to_check()
    {
        hub.Join("444455556666", externalId: "another");

        (await UnreachableAsync()).Message.ShouldBe(
            $"Account 444455556666 could not be reached by {Role}, so nothing was done there and nothing is known of its access keys. sts:AssumeRole: AccessDenied: "
            + $"User: arn:aws:sts::111122223333:assumed-role/keyreaper-ReaperRole-1A2B3C4D5E6F/sandbox is not authorized to perform: sts:AssumeRole on resource: {Role} "
            + "Check that the role exists; that its trust policy names the role of this function by its ARN; that the trust's conditions hold, "
            + $"aws:PrincipalOrgID {hub.OrganizationId} and the event's sts:ExternalId; that this function's role may assume it; and that no service control policy denies it.");
    }

    [Fact]
    public async Task So_is_one_that_wants_an_external_id_where_the_event_has_none()
    {
        hub.Join("444455556666");

        (await UnreachableAsync(externalId: null)).Message.ShouldContain("no sts:ExternalId, since the event has none");
    }

    [Fact]
    public async Task So_is_one_that_trusts_somebody_else()
    {
        hub.Join("444455556666", trusted: "arn:aws:iam::111122223333:role/SomebodyElse");

        await UnreachableAsync();
    }

    [Fact]
    public async Task So_is_an_account_that_is_not_of_the_organization()
    {
        hub.Join("444455556666", inOrganization: false);

        (await UnreachableAsync()).Message.ShouldContain("sts:AssumeRole: AccessDenied");
    }

    [Fact]
    public async Task So_is_an_account_without_the_role()
    {
        hub.Sandbox.Organization.Add(hub.Sandbox.CreateAccount("444455556666"), "new");

        await UnreachableAsync();
    }

    [Theory]
    [InlineData("AssumeRole", FaultKind.Throttle, "sts:AssumeRole: Throttling: Rate exceeded The next run tries again.")]
    [InlineData("AssumeRole", FaultKind.Unavailable, "The next run tries again.")]
    [InlineData("AssumeRole", FaultKind.ResetAfterEffect, "sts:AssumeRole: ")]
    [InlineData("GetCallerIdentity", FaultKind.ServerError, "sts:GetCallerIdentity: InternalFailure")]
    public async Task So_is_any_when_STS_does_not_answer(string action, FaultKind kind, string reason)
    {
        hub.Join("444455556666");
        hub.Sandbox.Faults.Add(new() { Action = action, Kind = kind });

        (await UnreachableAsync()).Message.ShouldContain(reason);
        hub.World.Calls.Count(call => call == action).ShouldBeGreaterThan(1, "it was tried again");
    }

    [Fact]
    public async Task A_throttled_call_that_gets_through_at_last_is_no_trouble()
    {
        var key = hub.World.Key("alice", account: hub.Join("444455556666"));
        hub.Sandbox.Faults.Add(new() { Action = "AssumeRole", Times = 1, Kind = FaultKind.Throttle });

        await hub.World.PassAsync(hub.EventFor("444455556666"));

        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task Credentials_of_another_account_than_the_event_s_are_not_used()
    {
        hub.Join("444455556666");
        hub.Sandbox.Faults.Add(new() { Action = "GetCallerIdentity", Kind = FaultKind.Rewritten, Rewrite = (_, answer) => answer.Replace("<Account>444455556666<", "<Account>777788889999<", StringComparison.Ordinal) });

        (await UnreachableAsync()).Message.ShouldContain("The role's credentials are those of account 777788889999.");
    }

    [Theory]
    [InlineData("</Credentials>", "<Credentials>")]
    [InlineData("<SessionToken>", "<SessionToken")]
    [InlineData("</AssumeRoleResponse>", "")]
    [InlineData("SessionToken>", "Expiration>")] // the error quotes the invalid date
    public async Task An_answer_that_cannot_be_read_is_not_told_for_it_holds_the_credentials(string part, string spoilt)
    {
        hub.Join("444455556666");
        var secrets = Secrets(answer => answer.Replace(part, spoilt, StringComparison.Ordinal));

        var error = await UnreachableAsync();

        ShouldHide(secrets, error.ToString());
    }

    [Fact]
    public async Task No_credentials_reach_any_output()
    {
        hub.World.Key("alice", account: hub.Join("444455556666"));
        hub.World.Key("bob", account: hub.Sandbox.Accounts["444455556666"]);
        hub.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", UserName = "alice", Kind = FaultKind.AccessDenied });
        hub.Sandbox.Faults.Add(new() { Action = "TagUser", UserName = "bob", Kind = FaultKind.ServerError });
        var secrets = Secrets(answer => answer);

        var summary = await hub.World.PassAsync(hub.EventFor("444455556666"));

        summary.Failed.ShouldBe(2);
        ShouldHide(secrets, string.Join('\n', hub.LastMessage.Message, hub.LastMessage.Subject, summary));
    }

    public Task DisposeAsync() => hub.DisposeAsync().AsTask();

    private async Task<UnreachableAccountException> UnreachableAsync(string? externalId = Hub.ExternalId)
    {
        var account = hub.Sandbox.Accounts["444455556666"];
        hub.World.Key("alice", account: account);
        var before = account.Snapshot();

        var error = await Assert.ThrowsAsync<UnreachableAccountException>(() => hub.World.PassAsync(hub.EventFor("444455556666", externalId)));

        error.Message.ShouldStartWith($"Account 444455556666 could not be reached by {Role}, so nothing was done there and nothing is known of its access keys.");
        error.Message.ShouldNotContain(Hub.ExternalId);
        hub.World.Log.ShouldContain(error.Message);
        hub.World.StandardOutput.ShouldBeEmpty();
        hub.World.Topic.Messages.ShouldBeEmpty();
        hub.Sandbox.Calls.ShouldNotContain(call => call.Service == "iam");
        account.Snapshot().ShouldBe(before);
        return error;
    }

    /// <summary>Collects the secrets in the next answers of AssumeRole.</summary>
    private List<string> Secrets(Func<string, string> spoilt)
    {
        var secrets = new List<string>();
        hub.Sandbox.Faults.Add(new()
        {
            Action = "AssumeRole",
            Kind = FaultKind.Rewritten,
            Rewrite = (_, answer) =>
            {
                secrets.AddRange(Regex.Matches(answer, "<(?:AccessKeyId|SecretAccessKey|SessionToken)>([^<]+)<").Select(match => match.Groups[1].Value));
                return spoilt(answer);
            },
        });
        return secrets;
    }

    private void ShouldHide(List<string> secrets, string output)
    {
        secrets.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var secret in secrets) (output + hub.World.Log + hub.World.StandardOutput).ShouldNotContain(secret);
    }
}
