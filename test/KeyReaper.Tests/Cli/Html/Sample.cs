using KeyReaper.Asked;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>Reports like those of large accounts.</summary>
internal static class Sample
{
    private static readonly (string Service, string Region)[] Places =
        [("s3", "eu-west-1"), ("codecommit", "us-east-1"), ("ec2", "ap-southeast-2"), ("sts", "N/A"), ("dynamodb", "eu-central-1"), ("N/A", "N/A")];

    private static readonly string[] Names = ["ci-jenkins", "julia.moreno", "svc-billing-export", "terraform", "backup@example.com", "kofi", "svc-quarterly-report", "marco", "noor"];

    private static readonly string[] Paths = ["/", "/", "/ci/", "/people/", "/services/data/"];

    private static readonly string[] Owners = ["platform team", "data", "finance operations"];

    public static Settings Settings { get; } = AReport.DryRun with { OwnerTag = "owner" };

    public static Listing RuledOut { get; } = new() { ReportMadeAt = A.Now.AddHours(-1), UsersRuledOut = 388, KeysRuledOut = 412, RootAccessKeys = 1 };

    /// <summary>Keys in every verdict, the same ones every time.</summary>
    public static IEnumerable<AccessKey> Keys(int count)
    {
        var random = new Random(20261122);
        for (var number = 1; number <= count; number++)
        {
            var created = 40 + (3600 * Math.Pow(random.NextDouble(), 2));
            var use = Places[random.Next(Places.Length)];
            var used = created * Math.Pow(random.NextDouble(), 3);
            var key = AReport.Key(number, $"{Names[number % Names.Length]}{(number < Names.Length ? "" : $"-{number}")}", Paths[random.Next(Paths.Length)]).CreatedDaysAgo(created);
            key = key with { LastUse = new LastUse.At(A.DaysAgo(used), use.Service, use.Region) };
            if (number % 3 != 0) key = key.Tagged("owner", Owners[random.Next(Owners.Length)]);

            yield return (number % 20) switch
            {
                0 => key with { LastUse = LastUse.Never },
                1 => key.UsedDaysAgo(24 + (random.NextDouble() * 5)),
                2 => key.Inactive(),
                3 or 4 => key.Inactive().UsedDaysAgo(created).InactiveSinceDaysAgo(random.Next(1, 30)),
                5 => key.Inactive().UsedDaysAgo(created).InactiveSinceDaysAgo(random.Next(30, 39)),
                6 => key.InactiveSinceDaysAgo(1, timesReactivated: random.Next(3)).UsedDaysAgo(31),
                7 => key.CreatedDaysAgo(12) with { LastUse = LastUse.NotLookedUp },
                8 when number < 10 => key with { Unreadable = new("iam:GetAccessKeyLastUsed: AccessDenied: not authorized", "iam:GetAccessKeyLastUsed") },
                9 when number < 10 => key.InactiveSinceDaysAgo(0.01),
                10 when number < 20 => key with { Status = KeyStatus.Other },
                11 when number < 20 => key with { Status = KeyStatus.Deleted },
                < 16 => key.UsedDaysAgo(random.NextDouble() * 20),
                _ => key,
            };
        }
    }

    public static Report Of(int keys) => AReport.Of(Settings, Keys(keys), listing: RuledOut);
}
