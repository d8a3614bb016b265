using System.Globalization;
using Amazon.Runtime;
using KeyReaper.Benchmarks;
using KeyReaper.Benchmarks.Accounts;
using KeyReaper.Benchmarks.Passes;

// The measured processes run this program too. They are handled before the command line, so that its parser is not measured.
switch (args)
{
    case [Parts.Account, var setup]:
        return await AccountServer.RunAsync(setup);

    case [Parts.Function, var seconds]:
        (await Usage.MeasureAsync(() => FunctionPass.RunAsync(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))))).Write(Console.Out);
        return 0;

    case [Parts.KeyWalk, var usersAtOnce, var withTags, var retryMode]:
        (await Usage.MeasureAsync(() => KeyWalk.RunAsync(int.Parse(usersAtOnce, CultureInfo.InvariantCulture), bool.Parse(withTags), Enum.Parse<RequestRetryMode>(retryMode)))).Write(Console.Out);
        return 0;

    case [Parts.Organization, var accounts, var users, var latency]:
        return await OrganizationServer.RunAsync(int.Parse(accounts, CultureInfo.InvariantCulture), int.Parse(users, CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(int.Parse(latency, CultureInfo.InvariantCulture)));

    case [Parts.Preview, .. var options]:
        (await Usage.MeasureAsync(() => PreviewLook.RunAsync(options))).Write(Console.Out);
        return 0;

    default:
        return await CommandLine.RunAsync(args);
}
