using System.Globalization;
using KeyReaper.Rules;

namespace KeyReaper.Organization;

/// <summary>
/// Writes what falls due on which day in few bytes, since the event to the reporting function holds a hundred of these: day, deactivations and deletions, such as <c>20261225 3 120</c>, separated by commas.
/// </summary>
internal static class Calendar
{
    private const string Day = "yyyyMMdd";

    /// <returns>Null if there are no days.</returns>
    public static string? Write(IReadOnlyList<Due> days) => days.Count == 0 ? null : string.Join(',', days.Select(day =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Date.ToString(Day, CultureInfo.InvariantCulture)} {day.Deactivations} {day.Deletions}")));

    /// <returns>The days that could be understood.</returns>
    public static IEnumerable<Due> Read(string? days)
    {
        foreach (var text in (days ?? "").Split(','))
        {
            if (text.Split(' ') is [var day, var deactivations, var deletions]
                && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && int.TryParse(deactivations, NumberStyles.None, CultureInfo.InvariantCulture, out var off)
                && int.TryParse(deletions, NumberStyles.None, CultureInfo.InvariantCulture, out var gone))
                yield return new(date, off, gone);
        }
    }
}
