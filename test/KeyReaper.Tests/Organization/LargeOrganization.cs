using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using KeyReaper.Organization;

namespace KeyReaper.Tests.Organization;

/// <summary>
/// The management account, which is the hub's, and 200 more accounts with up to 400 users. Some are unreachable, throttled, above the brake, switched off,
/// rehearsing, suspended, or have invalid tags. It is the same every time.
/// </summary>
internal sealed class LargeOrganization : IAsyncDisposable
{
    /// <summary>On Lambda, .NET escapes only what JSON requires.</summary>
    public static readonly JsonSerializerOptions AsLambda = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SandboxOrganizationalUnit laboratories;
    private readonly SandboxOrganizationalUnit archive;

    private LargeOrganization(Hub hub)
    {
        Hub = hub;
        var root = hub.Sandbox.Organization.Root;
        (laboratories, archive) = (root.CreateUnit("Laboratories"), root.CreateUnit("Workloads").CreateUnit("Archive"));
        laboratories.Tags["keyreaper:mode"] = "dry-run";
        archive.Tags["keyreaper:unused-days"] = "400";
        foreach (var number in Enumerable.Range(1, 200)) Add(number);
    }

    public Hub Hub { get; }

    /// <summary>What has to be reported about each account that is covered.</summary>
    public Dictionary<string, Standing> Expected { get; } = [];

    /// <summary>The keys that have to be deactivated, and no others.</summary>
    public List<SandboxAccessKey> Unused { get; } = [];

    public IEnumerable<string> Suspended => Hub.Sandbox.Organization.Members.Where(member => member.Value.State == "SUSPENDED").Select(member => member.Key);

#pragma warning disable CA2000 // the organization disposes of its hub
    public static async Task<LargeOrganization> StartAsync() => new(await Hub.StartAsync());
#pragma warning restore CA2000

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private void Add(int number)
    {
        var kind = KindOf(number);
        var id = string.Create(CultureInfo.InvariantCulture, $"4444{number:00000000}");
        var account = kind.Join(id);
        foreach (var user in Enumerable.Range(0, number == 199 ? 400 : number % 40)) Hub.World.Key($"user-{user:000}", used: 1, account: account);
        if (kind.IdleDays is { } days)
        {
            var key = Hub.World.Key("ci-old", used: days, account: account);
            if (kind.Acts) Unused.Add(key);
        }

        var member = Hub.Sandbox.Organization.Members[id];
        kind.Arrange(member);
        if (member.State == "ACTIVE") Expected[id] = kind.Standing;
    }

    private Kind KindOf(int number) => (number % 25) switch
    {
        0 => new(Standing.Unreachable, 100) { Join = WithoutRole },
        1 => new(Standing.Unreachable, 100) { Join = id => Hub.Join(id, trusted: "arn:aws:iam::999999999999:role/somebody-else") },
        2 => new(Standing.Unreachable, 100) { Join = id => Hub.Join(id, externalId: "of/another/hub") },
        3 => Of(Standing.Changed, 100, member => Throttle(member, times: 1)) with { Acts = true },
        4 when number % 100 == 4 => Of(Standing.Attention, 100, member => Throttle(member, times: null)), // the function waits for these in real time
        5 => Of(Standing.Attention, 100, member =>
        {
            member.Tags["keyreaper:max-deactivations"] = "1";
            Hub.World.Key("ci-older", used: 200, account: member.Account);
        }),
        6 => Of(Standing.Off, 100, member => member.Tags["keyreaper:mode"] = "off"),
        7 => Of(Standing.Failed, 100, member => member.Tags["keyreaper:mode"] = "of"),
        8 => Of(Standing.Changed, 100, member => member.Parent = laboratories),
        9 => Of(Standing.Quiet, 100, member => member.Parent = archive),
        10 => Of(Standing.Quiet, 100, member => member.Tags["keyreaper:exempt-users"] = "ci-*"),
        11 => Of(Standing.Due, 26),
        12 => Of(Standing.Quiet, 100, member => member.State = "SUSPENDED"),
        _ => number % 3 == 0 ? Of(Standing.Changed, 100) with { Acts = true } : Of(Standing.Quiet, null),
    };

    private Kind Of(Standing standing, int? idleDays, Action<SandboxMember>? arrange = null) => new(standing, idleDays) { Join = id => Hub.Join(id), Arrange = arrange ?? (_ => { }) };

    private SandboxAccount WithoutRole(string id)
    {
        var account = Hub.Sandbox.CreateAccount(id);
        Hub.Sandbox.Organization.Add(account, $"account-{id}");
        return account;
    }

    private void Throttle(SandboxMember member, int? times) => Hub.Sandbox.Faults.Add(new() { AccountId = member.Account.Id, When = call => call.Service == "iam", Times = times, Kind = FaultKind.Throttle });

    /// <param name="Standing">What has to be reported about an account of this kind.</param>
    /// <param name="IdleDays">The idle days of a key of the user ci-old; null for no such key.</param>
    private sealed record Kind(Standing Standing, int? IdleDays)
    {
        public required Func<string, SandboxAccount> Join { get; init; }

        public Action<SandboxMember> Arrange { get; init; } = _ => { };

        /// <summary>Whether that key has to be deactivated.</summary>
        public bool Acts { get; init; }
    }
}
