using System.Globalization;
using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>
/// Random accounts, judged by the credential report and by walking. A report as old as it may be can delay a verdict, but must never cause one that
/// walking would not give. KEYREAPER_EQUIVALENCE_ACCOUNTS sets how many accounts are played. Every eighth is played over the wire.
/// </summary>
public class EquivalenceTests
{
    private const int Seed = 20261122;
    private const int UsersInAnAccount = 6;
    private const int Worlds = 4; // side by side, so that several cores are used
    private const int Eighth = 8;

    private static int Accounts => int.TryParse(Environment.GetEnvironmentVariable("KEYREAPER_EQUIVALENCE_ACCOUNTS"), CultureInfo.InvariantCulture, out var accounts) ? accounts : 2_000;

    [Fact]
    public Task Both_inventories_reach_the_same_plan_but_for_the_age_of_the_report() => Parallel.ForAsync(0, Worlds, PlayAsync);

    private static async ValueTask PlayAsync(int first, CancellationToken cancelled)
    {
        await using var world = World.WithoutSocket();
        world.With("DRY_RUN", "true");
        world.ReportIsFresh = false;
        world.Account.CredentialReport.WithAdditionalCredentialsInfo = true;

        for (var account = first; account < Accounts; account += Worlds)
        {
            var random = new Random(Seed + account);
            try
            {
                await CompareAsync(world, random, overWire: account % (Worlds * Eighth) < Worlds);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {Seed + account}\n{world.Account.Snapshot()}", error);
            }
        }
    }

    private static async Task CompareAsync(World world, Random random, bool overWire)
    {
        foreach (var user in world.Account.Users) world.Account.DeleteUser(user.Name);
        for (var user = 0; user < UsersInAnAccount; user++) Populate(world, random, $"user{user}");
        world.Account.CredentialReport.Store();

        if (random.Next(2) == 0)
        {
            world.Days(random.NextDouble() * 3.99 / 24);
            for (var change = random.Next(6); change > 0; change--) Change(world, random);
        }

        var byReport = await PlanAsync(world, "auto", overWire);
        var byWalking = await PlanAsync(world, "walk", overWire);
        world.Account.CredentialReport.Store();
        var byFreshReport = await PlanAsync(world, "auto", overWire);

        byFreshReport.Except(byWalking).ShouldBeEmpty();
        byWalking.Except(byFreshReport).ShouldAllBe(verdict => IsAboutABusyKeyThatWasInactive(world, verdict));
        byReport.Except(byWalking).ShouldBeEmpty("a stale report may delay a verdict, not make one");
    }

    /// <summary>Every key to which something is done or for which something is announced, with the verdict. By design nothing else differs between the two.</summary>
    private static async Task<string[]> PlanAsync(World world, string inventory, bool overWire)
    {
        world.With("INVENTORY", inventory);
        await (overWire ? world.PassAsync() : world.PassInMemoryAsync());
        using var json = JsonDocument.Parse(world.Mail.BodyFor("sqs"));
        return
        [
            .. from key in json.RootElement.GetProperty("keys").EnumerateArray()
               let act = key.GetProperty("act").GetString()
               where act != "remove-tag" // a tag that outlived its key, on a user whom nothing but a walk would read
               select $"{key.GetProperty("accessKeyId").GetString()} {act} {key.GetProperty("reason").GetString()}"
        ];
    }

    /// <summary>
    /// What only tags can show: a key that was in use, was inactive for a while and is active again. The report sees a key in use. Its
    /// reactivation is recorded once its last use is old enough, and the full new period starts then: later than by walking, never earlier.
    /// </summary>
    private static bool IsAboutABusyKeyThatWasInactive(World world, string verdict)
    {
        var key = world.Account.Users.SelectMany(user => user.AccessKeys).Single(key => verdict.StartsWith(key.Id, StringComparison.Ordinal));
        var lastSign = key.LastUsed is { } use && use.At > key.Created ? use.At : key.Created;
        var shownByTagsAlone = verdict.EndsWith("record-reactivation reactivated", StringComparison.Ordinal) || verdict.EndsWith("keep settling", StringComparison.Ordinal);
        return shownByTagsAlone && world.Sandbox.Clock.GetUtcNow() - lastSign < TimeSpan.FromDays(23);
    }

    private static void Populate(World world, Random random, string name)
    {
        var user = world.Account.CreateUser(name);
        if (random.Next(8) == 0) user.Tag("keyreaper:exempt", random.Next(2) == 0 ? "true" : "2026-01-05");

        for (var number = random.Next(4) is 3 ? random.Next(1, 4) : random.Next(3); number > 0; number--)
        {
            var created = Ago(world, random, 400);
            var key = user.CreateAccessKey(created);
            if (random.Next(3) > 0) key.Use(at: Between(random, created, world));
            if (random.Next(3) == 0) key.Deactivate();
            if (random.Next(3) == 0) user.Tag($"keyreaper:key:{key.Id}", Tag(random, Between(random, created, world)));
        }
    }

    private static string Tag(Random random, DateTimeOffset since) => random.Next(6) switch
    {
        < 2 => $"active {since:yyyy-MM-ddTHH:mm:ssZ}",
        2 => $"inactive-since {since:yyyy-MM-ddTHH:mm:ssZ}",
        var form => $"{(form == 3 ? "inactive" : "deactivated")} {since:yyyy-MM-ddTHH:mm:ssZ}{(form == 3 ? "" : " after 30")} seen {since.AddDays(random.Next(60)):yyyy-MM-ddTHH:mm:ssZ}",
    };

    /// <summary>What people do in the hours after the report was made.</summary>
    private static void Change(World world, Random random)
    {
        var user = world.Account.Users.ElementAt(random.Next(world.Account.Users.Count));
        var key = user.AccessKeys.Count > 0 ? user.AccessKeys[random.Next(user.AccessKeys.Count)] : null;
        switch (random.Next(8))
        {
            case 0: user.CreateAccessKey(); break;
            case 1: key?.Use(); break;
            case 2: key?.Deactivate(); break;
            case 3: key?.Activate(); break;
            case 4: key?.Delete(); break;
            case 5: user.Tag("keyreaper:exempt", "true"); break;
            case 6: user.Untag("keyreaper:exempt"); break;
            default: world.Account.CreateUser($"new{random.Next(1_000_000)}").CreateAccessKey().Deactivate(); break;
        }
    }

    // Half of all times lie near the limits of the periods, in steps of half a day.
    private static DateTimeOffset Ago(World world, Random random, int days) =>
        world.Sandbox.Clock.GetUtcNow().AddDays(random.Next(2) == 0 ? -random.Next(130) / 2.0 : -random.NextDouble() * days);

    private static DateTimeOffset Between(Random random, DateTimeOffset created, World world)
    {
        var at = Ago(world, random, 400);
        return at < created ? created : at;
    }
}
