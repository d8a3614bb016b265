using System.Globalization;

namespace KeyReaper.Sandbox.Time;

/// <summary>IAM keeps and prints whole seconds of UTC.</summary>
internal static class Times
{
    public static DateTimeOffset WholeSeconds(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    public static string Iso(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
