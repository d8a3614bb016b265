using System.Text;
using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli;

/// <summary>What programs get from the built tool: exit codes, bytes, and no stack trace whatever happens to the output.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private static readonly JsonSchema ReportSchema = new("infra/report.schema.json");

    private LiveSandbox live = null!;

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [Fact]
    public async Task What_was_found_decides_the_exit_code_from_the_named_threshold_on()
    {
        live.Key("busy", used: 1);
        await ExitCodesAsync(due: 0, act: 0, attention: 0);

        live.Key("soon", used: 26);
        await ExitCodesAsync(due: 3, act: 0, attention: 0);

        live.Key("forgotten", used: 45);
        await ExitCodesAsync(due: 3, act: 3, attention: 0);

        var after = live.Key("after-all", used: 50);
        after.Deactivate();
        var day = live.Server.Clock.GetUtcNow().AddDays(-40);
        after.User.Tag($"keyreaper:key:{after.Id}", $"deactivated {day:yyyy-MM-dd'T'HH:mm:ss'Z'} after 30 seen {live.Server.Clock.GetUtcNow():yyyy-MM-dd}T00:00:00Z");
        await ExitCodesAsync(due: 3, act: 3, attention: 3);

        live.Server.Faults.Add(new() { Action = "ListAccessKeys", UserName = "soon", Kind = FaultKind.AccessDenied, Times = 1000 });
        await ExitCodesAsync(due: 2, act: 2, attention: 2); // what was not read may be worse
    }

    [Fact]
    public async Task As_JSON_every_key_that_was_read_is_there_those_in_use_last()
    {
        live.Key("busy", used: 1);
        live.Key("forgotten", used: 45);

        await using var preview = await live.RunAsync("preview", "--json", "--inventory", "walk");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        ReportSchema.Problems(preview.Output).ShouldBeEmpty();
        JsonSerializer.Deserialize<JsonElement>(preview.Output).GetProperty("keys").EnumerateArray().Select(key => $"{key.GetProperty("user")} {key.GetProperty("reason")}").ShouldBe(["forgotten unused", "busy in-use"]);
    }

    [InstalledFact("sh")]
    public async Task What_programs_read_is_UTF_8_in_every_locale_and_CSV_says_so_to_Excel()
    {
        live.Key("forgotten", used: 45).User.Tag("owner", "Grüße, 平");
        live.Key("never", created: 90);
        live.Key("unseen").User.Tag("keyreaper:exempt", "true");
        var files = Directory.CreateTempSubdirectory("keyreaper-out-");
        foreach (var form in new[] { "csv", "json", "commands" })
        {
            await using var preview = await live.RunAsync(
                "sh", ["-c", $"exec dotnet '{CommandLine.Program}' preview --{form} --owner-tag owner --inventory walk > '{files.FullName}/{form}'"], ("LANG", "en_US.ISO-8859-1"), ("LC_ALL", "en_US.ISO-8859-1"));
            (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        }

        byte[] Bytes(string form) => File.ReadAllBytes(Path.Combine(files.FullName, form));
        Bytes("csv")[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        Bytes("json")[0].ShouldBe((byte)'{');
        foreach (var form in new[] { "csv", "json", "commands" }) Encoding.UTF8.GetString(Bytes(form)).ShouldContain("Grüße, 平");
        files.Delete(recursive: true);
    }

    [Fact]
    public async Task CSV_tells_never_used_from_not_looked_up()
    {
        live.Key("never", created: 90);
        live.Key("used", used: 45);
        var exempt = live.Key("spared", used: 45);
        exempt.User.Tag($"keyreaper:exempt:{exempt.Id}", "true");

        await using var preview = await live.RunAsync("preview", "--csv", "--inventory", "walk");

        var lines = preview.Output.Split('\n');
        var column = Array.IndexOf(lines[0].Trim().Split(','), "LastUse");
        lines[1..].Select(line => line.Split(',')).Where(cells => cells.Length > column).Select(cells => $"{cells[0]}: {cells[column]}").ShouldBe(["never: never", "spared: not-looked-up", "used: used"]);
    }

    [Fact]
    public async Task The_page_goes_to_standard_output_too_and_a_file_is_named_once_it_is_there()
    {
        live.Key("forgotten", used: 45);
        var file = Path.Combine(Path.GetTempPath(), $"keyreaper-{Guid.NewGuid()}.html");

        await using var piped = await live.RunAsync("preview", "--html", "-");
        (await piped.ExitAsync()).ShouldBe(0, piped.ToString());
        piped.Output.ShouldStartWith("<!DOCTYPE html");
        piped.Output.TrimEnd().ShouldEndWith("</html>");
        piped.Errors.ShouldBeEmpty();

        await using var saved = await live.RunAsync("preview", "--json", "--html", file);
        (await saved.ExitAsync()).ShouldBe(0, saved.ToString());
        saved.Errors.ShouldBe($"The page is in {file}.");
        ReportSchema.Problems(saved.Output).ShouldBeEmpty();
        File.Delete(file);
    }

    [Theory]
    [InlineData("", "it names no file")]
    [InlineData("/", "it is a directory")]
    [InlineData("/no/such/folder/report.html", "Could not find a part of the path")]
    public async Task A_page_that_cannot_be_written_is_told_with_why(string path, string why)
    {
        await using var preview = await live.RunAsync("preview", "--html", path);

        (await preview.ExitAsync()).ShouldBe(1, preview.ToString());
        preview.Errors.ShouldStartWith($"--html is '{path}', which cannot be written: {why}");
        preview.Errors.Split('\n').ShouldHaveSingleItem();
        preview.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_that_fails_leaves_no_empty_page()
    {
        var file = Path.Combine(Path.GetTempPath(), $"keyreaper-{Guid.NewGuid()}.html");
        live.Server.Faults.Add(new() { Action = "ListUsers", Kind = FaultKind.Error, Status = 500, Code = "ServiceFailure", Message = "x", Times = 1000 });

        await using var preview = await live.RunAsync("preview", "--html", file, "--unused-days", "none");

        (await preview.ExitAsync()).ShouldBe(1, preview.ToString());
        File.Exists(file).ShouldBeFalse();
    }

    [InstalledFact("sh")]
    public async Task A_full_disk_a_closed_output_and_a_reader_that_has_read_enough_end_it_without_a_trace()
    {
        if (!File.Exists("/dev/full")) return;
        live.Key("forgotten", used: 45);
        foreach (var (redirected, exitCode) in new[] { (">/dev/full", 1), (">&-", 1), ("2>&-", 0), (">/dev/full 2>/dev/full", 1), ("| head -c 5", 0) })
        {
            foreach (var command in new[] { "preview", "preview --json" })
            {
                await using var ended = await live.RunAsync("sh", ["-c", $"dotnet '{CommandLine.Program}' {command} {redirected}"]);

                (await ended.ExitAsync()).ShouldBe(exitCode, $"{command} {redirected} {ended}");
                ended.Errors.Split('\n').Length.ShouldBe(1, ended.ToString());
                if (exitCode == 1 && !redirected.Contains("2>", StringComparison.Ordinal)) ended.Errors.ShouldStartWith("The output could not be written: ");
            }
        }
    }

    private async Task ExitCodesAsync(int due, int act, int attention)
    {
        foreach (var (threshold, exitCode) in new[] { ("due", due), ("act", act), ("attention", attention) })
        {
            await using var preview = await live.RunAsync("preview", "--json", "--inventory", "walk", "--fail-on", threshold);
            (await preview.ExitAsync()).ShouldBe(exitCode, $"{threshold} {preview}");
        }
    }
}
