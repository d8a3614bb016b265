using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Preview;

/// <summary><c>keyreaper preview</c> as a person runs it.</summary>
public sealed partial class PreviewTests : IAsyncLifetime
{
    private LiveSandbox live = null!;

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [Fact]
    public async Task It_shows_what_would_become_of_every_key_and_changes_nothing()
    {
        SeedEveryVerdict();
        var before = live.Account.Snapshot();

        await using var preview = await live.RunAsync("preview", "--inventory", "walk");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Errors.ShouldBeEmpty();
        preview.Output.Split('\n')[0].ShouldStartWith("Account 111122223333 (example-prod), ");
        SectionsOf(preview.Output).ShouldBe(
        [
            "WOULD BE DEACTIVATED: forgotten, never",
            "WOULD BE DELETED: over",
            "TURNED BACK ON BY SOMEONE: back",
            "FOUND INACTIVE, GRACE PERIOD WOULD START: off",
            "TAG OF A DELETED KEY WOULD BE REMOVED: gone",
            "DEACTIVATED SOON UNLESS USED: soon",
            "DELETED SOON UNLESS TURNED BACK ON: ending",
            "IN GRACE: resting",
            "EXEMPT WITHOUT AN END: glass",
        ]);
        string.Join(' ', preview.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).ShouldContain("KeyReaper would deactivate 2 and delete 1 of 9 access keys; 1 was turned back on by someone; 1 would begin its grace period.");
        live.Account.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task It_tells_of_exemptions_that_protect_nobody_and_of_single_keys_that_are_exempt()
    {
        var (spared, due) = (live.Key("alice"), live.Key("alice"));
        spared.User.Tag($"keyreaper:exempt:{spared.Id}", "2999-12-31 handover");

        await using var preview = await live.RunAsync("preview", "--exempt-users", "nobody,al=2Ci*", "--exempt-paths", "/svc/");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        var text = string.Join(' ', preview.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        foreach (var entry in new[] { "EXEMPT_USERS has nobody", "EXEMPT_USERS has al,i*", "EXEMPT_PATHS has /svc/" }) text.ShouldContain($"{entry}, which matches no user: it protects nobody.");
        text.ShouldContain("EXEMPT (1)");
        text.ShouldContain($"{spared.Id}");
        text.ShouldContain("after 2999-12-31");
        text.ShouldContain($"WOULD BE DEACTIVATED (1)");
        text.ShouldContain(due.Id);
    }

    [Fact]
    public async Task As_JSON_it_is_the_report_that_queues_get_and_nothing_else()
    {
        SeedEveryVerdict();

        await using var preview = await live.RunAsync("preview", "--json");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Errors.ShouldBeEmpty();
        var report = JsonSerializer.Deserialize<JsonElement>(preview.Output);
        report.GetProperty("mode").GetString().ShouldBe("dry-run");
        report.GetProperty("account").GetProperty("id").GetString().ShouldBe("111122223333");
        report.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("user").GetString()).ShouldContain("forgotten");
        report.GetProperty("keysLeftOut").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task As_HTML_it_is_a_page_beside_the_table_and_takes_the_place_of_an_older_one()
    {
        SeedEveryVerdict();
        var page = Path.GetTempFileName();
        await File.WriteAllTextAsync(page, new string('x', 1_000_000));

        await using var preview = await live.RunAsync("preview", "--html", page);

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Output.ShouldContain("WOULD BE DEACTIVATED");
        var html = await File.ReadAllTextAsync(page);
        html.ShouldStartWith("<!DOCTYPE html");
        html.TrimEnd().ShouldEndWith("</html>");
        html.ShouldContain("forgotten");
        File.Delete(page);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_stops_the_command_before_its_first_look()
    {
        await using var preview = await live.RunAsync("preview", "--html", "/no/such/folder/report.html");

        (await preview.ExitAsync()).ShouldBe(1);
        preview.Errors.ShouldContain("--html is '/no/such/folder/report.html', which cannot be written");
        live.Server.Calls.ShouldNotContain(call => call.Action == "ListUsers");
    }

    [Fact]
    public async Task As_CSV_there_is_a_row_for_every_key_and_no_cell_that_a_spreadsheet_would_run()
    {
        SeedEveryVerdict();
        live.Account.User("forgotten").Tag("owner", "=HYPERLINK(\"http://x\",\"y\")");

        await using var preview = await live.RunAsync("preview", "--csv", "--inventory", "walk", "--owner-tag", "owner");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Errors.ShouldBeEmpty();
        var rows = Rows(preview.Output);
        rows.Select(row => (row["User"], row["Act"], row["Reason"])).ShouldBe(
        [
            ("back", "record-reactivation", "reactivated"), ("busy", "keep", "in-use"), ("ending", "keep", "in-grace"), ("forgotten", "deactivate", "unused"), ("gone", "remove-tag", "key-deleted"),
            ("never", "deactivate", "never-used"), ("off", "start-grace", "found-inactive"), ("over", "delete", "grace-over"), ("resting", "keep", "in-grace"), ("soon", "keep", "due-soon"), ("glass", "keep", "exempt"),
        ]);
        var forgotten = rows.Single(row => row["User"] == "forgotten");
        forgotten["Owner"].ShouldBe("'=HYPERLINK(\"http://x\",\"y\")");
        forgotten["LastUsedService"].ShouldBe("s3");
        rows.Single(row => row["User"] == "soon")["NextStep"].ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
    }

    [Fact]
    public async Task Its_options_are_the_settings()
    {
        live.Key("alice", used: 20);
        live.Key("bob", used: 20, path: "/ci/");
        live.Key("svc-x", used: 20);
        live.Key("carol", used: 20);

        await using var preview = await live.RunAsync(
            "preview", "--unused-days", "15", "--grace-days", "5", "--warn-days", "0", "--exempt-users", "svc-*", "--exempt-paths", "/ci/", "--max-deactivations", "1", "--inventory", "walk", "--delete-keys", "false");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        SectionsOf(preview.Output).ShouldBe(["NOTICES: -", "WOULD BE DEACTIVATED: alice, carol", "EXEMPT WITHOUT AN END: /ci/bob, svc-x"]);
        string.Join(' ', preview.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).ShouldContain("2 would be deactivated and MAX_DEACTIVATIONS is 1");
    }

    [Fact]
    public async Task An_empty_account_is_no_trouble()
    {
        await using var preview = await live.RunAsync("preview");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Output.ShouldContain("KeyReaper found no access keys.");
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_thousand_users_are_all_there()
    {
        for (var number = 0; number < 3000; number++) live.Key($"user-{number:0000}", used: number % 2 == 0 ? 45 : 1);
        live.Server.PageSize = 100;

        await using var preview = await live.RunAsync("preview", "--json", "--inventory", "walk", "--max-deactivations", "2000");

        (await preview.ExitAsync()).ShouldBe(0, preview.Errors);
        var report = JsonSerializer.Deserialize<JsonElement>(preview.Output);
        report.GetProperty("counts").GetProperty("deactivated").GetInt32().ShouldBe(1500);
        report.GetProperty("keys").GetArrayLength().ShouldBe(3000);
        report.GetProperty("keysLeftOut").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_policy_it_asks_for_is_the_one_that_was_missing()
    {
        live.Key("alice", used: 45);
        const string WithoutTags = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:ListUsers", "iam:GenerateCredentialReport", "iam:GetCredentialReport", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"], "Resource": "*"}]}""";
        var role = live.SignAsRole(WithoutTags);

        await using var denied = await live.RunAsync("preview");

        (await denied.ExitAsync()).ShouldBe(2, denied.ToString());
        SectionsOf(denied.Output).ShouldBe(["NEEDS ATTENTION: -"]);
        denied.Errors.ShouldContain("Your credentials may not call iam:GetUser.");
        denied.Errors.ShouldContain("goes without the account's alias. iam:ListAccountAliases: AccessDenied");

        role.SetPolicies(WithoutTags, denied.Errors[denied.Errors.IndexOf("{\"Version\"", StringComparison.Ordinal)..]);
        await using var granted = await live.RunAsync("preview");

        (await granted.ExitAsync()).ShouldBe(0, granted.ToString());
        SectionsOf(granted.Output).ShouldBe(["WOULD BE DEACTIVATED: alice"]);
    }

    [Fact]
    public async Task When_not_even_users_may_be_listed_the_policy_names_all_it_takes()
    {
        live.SignAsRole();

        await using var denied = await live.RunAsync("preview", "--csv");

        (await denied.ExitAsync()).ShouldBe(2, denied.ToString());
        Rows(denied.Output).ShouldBeEmpty();
        denied.Errors.ShouldContain("Your credentials may not call iam:ListUsers.");
        foreach (var action in new[] { "ListUsers", "GenerateCredentialReport", "GetCredentialReport", "GetUser", "ListAccessKeys", "GetAccessKeyLastUsed" }) denied.Errors.ShouldContain($"\"iam:{action}\"");
    }

    [Fact]
    public async Task In_a_pipe_it_is_plain_and_as_wide_whatever_is_around_it()
    {
        SeedEveryVerdict();
        foreach (var (name, value) in new[] { ("COLUMNS", "40"), ("GITHUB_ACTIONS", "true"), ("TERM", "xterm-256color") }) live.Environment[name] = value;

        await using var preview = await live.RunAsync("preview");

        preview.Output.ShouldNotContain('\e');
        preview.Output.ShouldMatch(@"(?m)^  forgotten +AKIA\S{16} +last used .* in eu-west-1 +45 days");
    }

    [InstalledFact("python3 pty", "stty")]
    public async Task On_a_terminal_a_bar_shows_how_far_it_is_and_makes_room_for_the_table()
    {
        SeedEveryVerdict();
        live.Server.Faults.Add(new() { Action = "ListAccessKeys", UserName = "over", Kind = FaultKind.Throttle, Times = 2 }); // so that it is seen

        await using var preview = await live.RunOnTerminalAsync(40, "preview", "--inventory", "walk");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Output.ShouldMatch("[0-9]+ of 11 users read");
        preview.Output.ShouldContain("\e[2K");
        preview.Output.ShouldMatch(@"AKIA\S{16}");
    }

    private void SeedEveryVerdict()
    {
        live.Key("busy", used: 1);
        live.Key("forgotten", used: 45);
        live.Key("never", created: 120);
        live.Key("soon", used: 26);
        live.Key("glass", used: 90).User.Tag("keyreaper:exempt", "true");
        live.Key("off", used: 90).Deactivate();
        live.Remember(live.Key("back", used: 90), 3);
        var gone = live.Key("gone");
        live.Remember(gone, 40);
        gone.Delete();
        foreach (var (user, days) in new[] { ("resting", 5), ("ending", 25), ("over", 31) })
        {
            var key = live.Key(user, used: 90);
            key.Deactivate();
            live.Remember(key, days);
        }

    }

    /// <summary>Each heading, and the first word of each row under it that begins one.</summary>
    private static IEnumerable<string> SectionsOf(string output) =>
        from block in output.Split("\n\n")
        let heading = HeadingForm().Match(block)
        where heading.Success
        select $"{heading.Groups["text"]}: {string.Join(", ", RowForm().Matches(block).Select(row => row.Value.Trim()).Where(word => word != "User"))}";

    internal static List<Dictionary<string, string>> Rows(string csv)
    {
        using var text = new StringReader(csv);
        using var reader = CsvReader.Create(text);
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read()) rows.Add(reader.Headers.ToDictionary(name => name, reader.GetString));
        return rows;
    }

    [GeneratedRegex(@"\A(?<text>[A-Z ,]+) \([0-9]+\)")]
    private static partial Regex HeadingForm();

    [GeneratedRegex(@"^  \S+", RegexOptions.Multiline)]
    private static partial Regex RowForm();
}
