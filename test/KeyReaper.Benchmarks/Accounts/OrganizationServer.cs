using System.Globalization;
using System.Text.Json;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Benchmarks.Accounts;

/// <summary>Many seeded accounts in a process of its own, each with a role that lets the management account in. It writes a line when it is ready and, at each line on its standard input, the calls since the last.</summary>
internal static class OrganizationServer
{
    private const string AdministratorAccess = """{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    public static async Task<int> RunAsync(int accounts, int users, TimeSpan latency)
    {
        await AccountServer.WarmUpAsync();
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Clock = SandboxClock.Running(), Latency = latency });
        for (var number = 1; number <= accounts; number++)
        {
            var account = sandbox.CreateAccount(number.ToString("000000000000", CultureInfo.InvariantCulture));
            account.CreateRole("OrganizationAccountAccessRole", [AdministratorAccess], $$"""{"Statement": {"Effect": "Allow", "Principal": {"AWS": "{{sandbox.Account.Id}}"}, "Action": "sts:AssumeRole"} }""");
            account.CredentialReport.TakesTime = TimeSpan.FromSeconds(2); // it has been seen to
            _ = new SeededAccount(account, sandbox.Clock.GetUtcNow(), Profile.Seeded, users);
        }

        await Console.Out.WriteLineAsync(sandbox.Endpoint.ToString());
        while (await Console.In.ReadLineAsync() is not null)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(sandbox.Calls.CountBy(call => call.Action).ToDictionary(), Wire.Default.DictionaryStringInt32));
            sandbox.ClearCalls();
        }

        return 0;
    }
}
