using System.Globalization;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>Base of tests that run the hub's state machine, transition by transition, with its real expressions over the sandbox's organization.</summary>
public abstract class HubRunTest : SandboxTest, IDisposable
{
    private Jsonata? jsonata;
    private HubRun? hub;

    private protected HubRun Hub => hub!;

    private protected IEnumerable<string> Passed => Hub.Passes.Select(pass => pass["accountId"]!.ToString());

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        hub?.Dispose();
        jsonata?.Dispose();
    }

    private protected void Start(params (string Parameter, string Value)[] parameters)
    {
        hub?.Dispose();
        hub = new(Sandbox, jsonata ??= new(), parameters);
    }

    private protected Task RunAsync(params (string Parameter, string Value)[] parameters)
    {
        Start(parameters);
        return Hub.RunAsync();
    }

    /// <summary>How the run called for attention, after starting one if there is none.</summary>
    private protected async Task<string> AttentionAsync(params (string Parameter, string Value)[] parameters)
    {
        if (hub is null || parameters.Length > 0) Start(parameters);
        var failure = await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync());
        failure.Error.ShouldBe("AttentionNeeded");
        return failure.Cause;
    }

    /// <summary>What was reported about an account, without its id.</summary>
    private protected string Told(string id) => Hub.Results.Where(result => result["accountId"]!.ToString() == id).Select(result => $"{result["name"]}: {result["outcome"]}: {result["why"]}").Single();

    private protected void Tag(string id, params (string Key, string Value)[] tags) => Tag(Sandbox.Organization.Members[id].Tags, tags);

    private protected static void Tag(SandboxOrganizationalUnit unit, params (string Key, string Value)[] tags) => Tag(unit.Tags, tags);

    private protected string[] Join(int accounts, SandboxOrganizationalUnit? unit = null)
    {
        var first = Sandbox.Accounts.Count;
        var ids = Enumerable.Range(first, accounts).Select(n => string.Create(CultureInfo.InvariantCulture, $"4444{n:00000000}")).ToArray();
        foreach (var id in ids)
        {
            var member = Sandbox.Organization.Add(Sandbox.CreateAccount(id), $"account {id}");
            if (unit is not null) member.Parent = unit;
        }

        return ids;
    }

    private static void Tag(IDictionary<string, string> onto, (string Key, string Value)[] tags)
    {
        foreach (var (key, value) in tags) onto[key] = value;
    }
}
