using KeyReaper.Cli.Live;
using KeyReaper.Words;

namespace KeyReaper.Cli.Accounts;

/// <summary><c>keyreaper preview</c> of many accounts.</summary>
internal static class AccountsPreview
{
    public static async Task<AccountsReport> ReadAsync(Look look, AccountsOptions options, CancellationToken cancelled)
    {
        var reading = new AccountsReading(look.Settings, look.Clock, look.Errors, options.AtOnce(look.Given));
        if (options.Profiles(look.Given) is { Count: > 0 } profiles)
        {
            var ways = await ByProfilesAsync(look, profiles, cancelled);
            return await Waiting.ForAccountsAsync(progress => reading.ReadAsync(ways, progress, cancelled), cancelled);
        }

        var ids = options.Ids(look.Given, Console.In);
        var own = await LiveCredentials.FindAsync(look.Profile, cancelled);
        using var account = await LiveAccount.OpenAsync(own, look.Region, look.Profile, cancelled);
        using var sessions = new RoleSessions(own, look.Region, options.Role(look.Given));
        return await Waiting.ForAccountsAsync(progress => reading.ReadAsync([.. ids.Select(id => (id, WayTo(id)))], progress, cancelled), cancelled);

        // The caller's own account is entered without a role: a management account does not have this role.
        Func<CancellationToken, Task<LiveAccount>> WayTo(string id) => cancelled =>
            id == account.Id ? LiveAccount.OpenAsync(own, look.Region, look.Profile, cancelled) : sessions.EnterAsync(id, cancelled);
    }

    /// <summary>The policy to attach, for the first account of those that lack the same permissions.</summary>
    public static IEnumerable<string> ToAdd(AccountsReport report) =>
        from same in report.Accounts.Where(account => account.Report is not null).GroupBy(account => string.Join(", ", account.Report!.MissingPermissions))
        where same.Key.Length > 0
        from line in new[] { "", $"{Wording.Count(same.Count(), "account")}: {string.Join(", ", same.Select(account => account.Id))}." }.Concat(Permissions.ToAdd(same.First().Report!).Skip(1))
        select line;

    /// <summary>One after the other, since the SDK looks up a profile's credentials by settings of the whole process.</summary>
    private static async Task<IReadOnlyList<(string, Func<CancellationToken, Task<LiveAccount>>)>> ByProfilesAsync(Look look, IReadOnlyList<string> profiles, CancellationToken cancelled)
    {
        List<(string, Func<CancellationToken, Task<LiveAccount>>)> ways = [];
        foreach (var name in profiles)
        {
            var opened = await OpenAsync(name);
            ways.Add((name, _ => opened.Account is { } account ? Task.FromResult(account) : Task.FromException<LiveAccount>(opened.Trouble!)));
        }

        return ways;

        async Task<(LiveAccount? Account, LiveException? Trouble)> OpenAsync(string name)
        {
            try
            {
                var profile = AwsEnvironment.Profile(name);
                var region = AwsEnvironment.Region(look.Given.GetValue<string?>("--region"), profile);
                return (await LiveAccount.OpenAsync(await LiveCredentials.FindAsync(profile, cancelled), region, profile, cancelled), null);
            }
            catch (LiveException error)
            {
                return (null, error);
            }
        }
    }
}
