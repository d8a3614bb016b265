using System.Text;
using KeyReaper.Forms;

namespace KeyReaper.Tests.Reporting;

/// <summary>A report in the log, which cuts what is too long for one event.</summary>
public class LogPartsTests
{
    private const string Title = "KeyReaper LIVE: account 444455556666";

    [Fact]
    public void A_report_that_fits_is_one_event() => LogParts.Of([Title, "", "done"]).ShouldBe([$"{Title}\n\ndone\n"]);

    [Theory]
    [InlineData(40, 10_000)]
    [InlineData(40, 200_000)] // an event of its own each
    [InlineData(100_000, 9)]
    public void A_longer_one_is_found_whole_by_the_account_in_each_of_its_events(int count, int length)
    {
        string[] lines = [Title, .. Enumerable.Range(0, count).Select(number => $"{number} ".PadRight(length, 'ü'))];

        string[] parts = [.. LogParts.Of(lines)];

        parts.Length.ShouldBeGreaterThan(1);
        parts.Skip(1).ShouldAllBe(part => part.StartsWith($"{Title}, continued\n", StringComparison.Ordinal));
        string.Concat([parts[0], .. parts.Skip(1).Select(part => part[$"{Title}, continued\n".Length..])]).ShouldBe(string.Concat(lines.Select(line => line + "\n")));
        parts.Where(part => part.Count(character => character == '\n') > 2).ShouldAllBe(part => Encoding.UTF8.GetByteCount(part) <= 160 * 1024);
    }
}
