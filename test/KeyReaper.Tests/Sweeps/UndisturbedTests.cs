using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>The undisturbed pass with which the sweeps compare all others.</summary>
public class UndisturbedTests
{
    private static readonly string[] Always =
        ["ListAccountAliases", "GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "UpdateAccessKey", "DeleteAccessKey", "TagUser", "UntagUser", "Publish"];

    [Theory]
    [InlineData("auto", "GenerateCredentialReport", "GetCredentialReport")]
    [InlineData("walk", "ListUsers")]
    public async Task Undisturbed_the_story_makes_every_kind_of_call_and_keeps_every_invariant(string inventory, params string[] more)
    {
        await using var account = await SweptAccount.OverSocketsAsync(inventory);

        (await account.PassAsync()).ShouldBeNull();

        account.History.ShouldHold("undisturbed");
        account.Sandbox.Calls.Select(call => call.Action).Distinct().Order().ShouldBe(Always.Concat(more).Order());
        account.Said().ShouldBe(
        [
            "amy deactivated 2026-01-05 seen 2026-01-05", "bea deactivated 2026-01-05 seen 2026-01-05", "dan inactive 2026-01-05 seen 2026-01-05", "fay active 2026-01-05",
            .. inventory == "auto" ? ["ida inactive 2025-11-26 seen 2026-01-04"] : Array.Empty<string>(), // the credential report rules her out
            "joe deactivated 2026-01-05 seen 2026-01-05", "kim inactive 2026-01-02 seen 2026-01-04", "max inactive 2026-01-02 seen 2026-01-05",
        ]);
    }

    [Theory]
    [InlineData("MAX_DEACTIVATIONS")]
    [InlineData("MAX_DELETIONS")]
    public async Task Above_the_brake_everything_is_recorded_that_would_be_without_it(string brake)
    {
        await using var account = SweptAccount.InProcess("walk");
        account.With(brake, "0", rules => brake == "MAX_DELETIONS" ? rules with { MaxDeletions = 0 } : rules with { MaxDeactivations = 0 });

        (await account.PassAsync()).ShouldNotBeNull();

        account.History.ShouldHold("above the brake");
        account.Said().Where(said => !said.Contains("deactivated", StringComparison.Ordinal)).ShouldBe(
        [
            "dan inactive 2026-01-05 seen 2026-01-05", "eve inactive 2025-11-26 seen 2026-01-04", "fay active 2026-01-05", "kim inactive 2026-01-02 seen 2026-01-04", "max inactive 2026-01-02 seen 2026-01-05",
        ]);
        account.Said().Any(said => said.Contains("deactivated", StringComparison.Ordinal)).ShouldBe(brake == "MAX_DELETIONS", "too many deletions are no sign that the deactivations are wrong");
    }
}
