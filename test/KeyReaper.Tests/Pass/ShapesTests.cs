using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Asked;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Pass;

/// <summary>Tags, reports and settings of every form, tested against one rule: what is not on the list changes nothing. The list is written down a second time here.</summary>
public partial class ShapesTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;

    private static readonly string[] Exemptions =
        ["true", "false", "False", "", "2026-01-04", "2026-01-05", "2026-01-04 yearly close", "2027-01-31 SEC-123", "2020-02-30", "31-01-2020", "until the audit", "2020-01-01/2027-12-31"];

    private static readonly string[] Clocks =
    [
        "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z", "deactivated 2025-11-01T00:00:00Z after 30 seen 2026-01-04T06:00:00Z 2", "inactive-since 2025-11-01T00:00:00Z",
        "inactive 2025-12-20T00:00:00Z seen 2026-01-04T06:00:00Z", "active 2025-11-01T00:00:00Z", "inactive 2025-11-01T00:00:00Z seen 2025-12-01T06:00:00Z",
    ];

    [Fact]
    public async Task An_exempt_tag_lets_act_only_if_it_says_false_or_begins_with_a_day_that_is_over()
    {
        var random = new Random(Seed);
        await using var world = await World.WalkingAsync();
        world.With("MAX_DEACTIVATIONS", "10000");
        var tagged = new List<(SandboxAccessKey Key, string Value, string Before)>();
        for (var number = 0; number < 300; number++)
        {
            var key = world.Key($"user{number}");
            var value = Allowed(Spoilt.Text(random, Exemptions[random.Next(Exemptions.Length)]));
            key.User.Tag(random.Next(2) == 0 ? "keyreaper:exempt" : $"KeyReaper:exempt:{key.Id}", value);
            tagged.Add((key, value, Of(key)));
        }

        var now = world.Sandbox.Clock.GetUtcNow();
        await world.PassAsync();

        foreach (var (key, value, before) in tagged)
        {
            if (!Exempting.Exempts(value, now)) key.Status.ShouldBe("Inactive", $"seed {Seed}: '{value}'");
            else Of(key).ShouldBe(before, $"seed {Seed}: '{value}'");
        }

        output.WriteLine($"seed {Seed}: {tagged.Count(one => !Exempting.Exempts(one.Value, now))} of {tagged.Count} exempt nothing");
        tagged.Count(one => !Exempting.Exempts(one.Value, now)).ShouldBeInRange(20, 280);

        static string Of(SandboxAccessKey key) => $"{key.Status} {string.Join(", ", key.User.Tags)}";
    }

    [Fact]
    public async Task A_key_is_deleted_only_by_a_tag_in_KeyReaper_s_form_that_says_so()
    {
        var random = new Random(Seed);
        await using var world = await World.WalkingAsync();
        world.With("MAX_DELETIONS", "10000");
        var tagged = new List<(SandboxAccessKey Key, string Value)>();
        for (var number = 0; number < 300; number++)
        {
            var key = world.Key($"user{number}");
            key.Deactivate();
            var value = Allowed(Spoilt.Text(random, Clocks[random.Next(Clocks.Length)]));
            key.User.Tag($"keyreaper:key:{key.Id}", value);
            tagged.Add((key, value));
        }

        var now = world.Sandbox.Clock.GetUtcNow();
        await world.PassAsync();

        foreach (var (key, value) in tagged) (key.User.AccessKeys.Count == 0).ShouldBe(IsOver(value, key.Created, now), $"seed {Seed}: '{value}'");
        output.WriteLine($"seed {Seed}: {tagged.Count(one => one.Key.User.AccessKeys.Count == 0)} of {tagged.Count} deleted");
        tagged.Count(one => one.Key.User.AccessKeys.Count == 0).ShouldBeInRange(20, 280);

        static bool IsOver(string value, DateTimeOffset created, DateTimeOffset now)
        {
            if (Watch().Match(value) is not { Success: true } watch || Time(watch.Groups["since"].Value) is not { } since) return false;
            if (Time(watch.Groups["seen"] is { Success: true, Value: var text } ? text : watch.Groups["since"].Value) is not { } seen || seen < since) return false;
            return since >= created && seen <= now.AddMinutes(16) && now - seen <= TimeSpan.FromDays(8) && now - since >= TimeSpan.FromDays(30);
        }

        static DateTimeOffset? Time(string text) => DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    [Fact]
    public async Task Whatever_a_credential_report_says_no_more_is_done_than_by_reading_every_user()
    {
        var random = new Random(Seed);
        await using var world = await World.StartAsync();
        world.With("DRY_RUN", "true").With("EXEMPT_PATHS", "/svc/");
        foreach (var name in new[] { "alice", "bob", "carol" }) world.Key(name);
        world.Key("dave", used: 1);
        world.Key("erin").Deactivate();
        world.Key("glass", path: "/svc/");
        world.Key("frank").User.Tag("keyreaper:exempt", "true");
        var before = world.Account.Snapshot();
        var truth = await world.With("INVENTORY", "walk").PassAsync();
        world.With("INVENTORY", "auto");
        var (walked, used) = (0, 0);
        world.Sandbox.Faults.Add(new() { Action = "GetCredentialReport", Kind = FaultKind.Rewritten, Rewrite = (_, answer) => answer.WithCsv(rows => Distorted(random, rows)) });

        for (var run = 0; run < 300; run++)
        {
            var summary = await world.PassAsync();

            var what = $"seed {Seed}, run {run}: {summary.Inventory}";
            (summary.Deactivated <= truth.Deactivated && summary.GraceStarted <= truth.GraceStarted && summary.Deleted == 0 && summary.Failed == 0).ShouldBeTrue(what);
            if (summary.Inventory.StartsWith("Every user was read", StringComparison.Ordinal))
            {
                (summary.Deactivated, summary.GraceStarted, summary.Users, summary.ExemptUsers).ShouldBe((truth.Deactivated, truth.GraceStarted, truth.Users, truth.ExemptUsers), what);
                walked++;
            }
            else
            {
                used++;
            }
        }

        world.Account.Snapshot().ShouldBe(before);
        output.WriteLine($"seed {Seed}: {walked} times every user was read, {used} times the report was used");
        Math.Min(walked, used).ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task No_value_of_DRY_RUN_but_false_lets_anything_be_changed()
    {
        var random = new Random(Seed);
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        var before = world.Account.Snapshot();

        for (var run = 0; run < 300; run++)
        {
            var value = Spoilt.Text(random, random.Next(3) == 0 ? "true" : "false");
            if (value.Equals("false", StringComparison.OrdinalIgnoreCase)) continue;

            try
            {
                (await world.With("DRY_RUN", value).PassAsync()).Mode.ShouldBe("DRY RUN", $"seed {Seed}, run {run}: '{value}'");
            }
            catch (SettingsException)
            {
                world.Calls.ShouldBeEmpty($"seed {Seed}, run {run}: '{value}'");
            }
        }

        world.Account.Snapshot().ShouldBe(before);
        (await world.With("DRY_RUN", "False").PassAsync()).Deactivated.ShouldBe(1);
        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_change_nothing_whichever_they_are()
    {
        var random = new Random(Seed);
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        var before = world.Account.Snapshot();
        var refused = 0;

        for (var run = 0; run < 3_000; run++)
        {
            var (variable, examples, isOnTheList) = Variables[random.Next(Variables.Length)];
            var value = Spoilt.Text(random, examples[random.Next(examples.Length)]);
            if (isOnTheList(value)) continue;

            refused++;
            var error = await Should.ThrowAsync<SettingsException>(() => world.With(variable, value).PassAsync(), $"seed {Seed}, run {run}: {variable}='{value}'");
            error.Problems.ShouldAllBe(problem => problem.StartsWith(variable + " is ", StringComparison.Ordinal));
            world.Calls.ShouldBeEmpty($"seed {Seed}, run {run}: {variable}='{value}'");
            world.With(variable, variable switch { "TOPIC_ARN" => world.Topic.Arn, "DRY_RUN" => "false", _ => null });
        }

        world.Account.Snapshot().ShouldBe(before);
        output.WriteLine($"seed {Seed}: {refused} settings refused");
        refused.ShouldBeGreaterThan(1_000);
        await world.PassAsync();
        key.Status.ShouldBe("Inactive", "there was something to do all the time");
    }

    /// <summary>README's list of settings, written down a second time.</summary>
    private static (string Variable, string[] Examples, Func<string, bool> IsOnTheList)[] Variables { get; } =
    [
        ("TOPIC_ARN", ["arn:aws:sns:eu-west-1:111122223333:keyreaper"], text => TopicArn().IsMatch(text) && !text.EndsWith('\n')),
        ("DRY_RUN", ["true", "false"], text => IsWord(text, "true", "false")),
        ("UNUSED_DAYS", ["30", "1", "3650"], text => IsNumber(text, 1, 3650)),
        ("GRACE_DAYS", ["30", "1", "3650"], text => IsNumber(text, 1, 3650)),
        ("WARN_DAYS", ["7", "0"], text => IsNumber(text, 0, 3650)),
        ("PASSWORD_DAYS", ["45", "0"], text => IsNumber(text, 0, 3650)),
        ("LONGEST_PAUSE_DAYS", ["8", "31"], text => IsNumber(text, 1, 31)),
        ("DELETE_KEYS", ["true", "false"], text => IsWord(text, "true", "false")),
        ("MAX_DEACTIVATIONS", ["100", "0", "10000"], text => IsNumber(text, 0, 10_000)),
        ("MAX_DELETIONS", ["100", "0"], text => IsNumber(text, 0, 10_000)),
        ("MAX_EXEMPT_DAYS", ["", "90"], text => IsNumber(text, 1, 3650)),
        ("EXEMPT_USERS", ["break-glass,ci-*", "a=2Cb"], text => Items(text).All(item => item.All(one => char.IsAsciiLetterOrDigit(one) || "_+=,.@*-".Contains(one, StringComparison.Ordinal)))),
        ("EXEMPT_PATHS", ["/ci/,/svc/", "/a=2Cb/"], text => Items(text).All(item => item[0] == '/' && item.All(one => one is > ' ' and <= '\u007F'))),
        ("OWNER_TAG", ["owner", "team:owner"], text => text.All(one => char.IsLetter(one) || char.IsNumber(one) || char.IsSeparator(one) || "_.:/=+-@".Contains(one, StringComparison.Ordinal))),
        ("NOTIFY", ["always", "changes"], text => IsWord(text, "always", "changes")),
        ("INVENTORY", ["auto", "walk"], text => IsWord(text, "auto", "walk")),
        ("ORGANIZATION_ID", ["o-a1b2c3d4e5"], text => text.Length == 0 || (text.StartsWith("o-", StringComparison.Ordinal) && text.Length is >= 12 and <= 34 && text[2..].All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one)))),
    ];

    private static bool IsWord(string text, params string[] words) => text.Length == 0 || words.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsNumber(string text, long from, long to) => text.Length == 0 || (text.All(char.IsAsciiDigit) && long.Parse(text, CultureInfo.InvariantCulture) is var number && number >= from && number <= to);

    private static IEnumerable<string> Items(string list) => list.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0);

    private static List<string> Distorted(Random random, string[] rows)
    {
        var copy = rows.ToList();
        var at = random.Next(copy.Count);
        switch (random.Next(6))
        {
            case 0: copy.RemoveAt(at); break;
            case 1: copy.Insert(at, copy[random.Next(copy.Count)]); break;
            case 2: copy[at] = string.Join(',', copy[at].Split(',').Select(field => random.Next(8) == 0 ? Field(random) : field)); break;
            case 3: copy.RemoveRange(at, copy.Count - at); break;
            case 4: copy.Reverse(); break;
            default: copy[at] = Spoilt.Text(random, copy[at]); break;
        }

        return copy;

        static string Field(Random random) => new[] { "", "N/A", "true", "false", "TRUE", "no_information", "not_supported", "2026-01-05T06:00:00Z", "2020-01-01T00:00:00Z" }[random.Next(9)];
    }

    /// <summary>The characters that IAM allows in the value of a tag.</summary>
    private static string Allowed(string text) => Others().Replace(text, "");

    [GeneratedRegex(@"[^\p{L}\p{Z}\p{N}_.:/=+\-@]")]
    private static partial Regex Others();

    [GeneratedRegex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex TopicArn();

    [GeneratedRegex(@"^(inactive-since (?<since>[0-9TZ:-]+)|(inactive (?<since>[0-9TZ:-]+)|deactivated (?<since>[0-9TZ:-]+) after [1-9][0-9]{0,4}) seen (?<seen>[0-9TZ:-]+))( [1-9][0-9]{0,5})?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Watch();
}
