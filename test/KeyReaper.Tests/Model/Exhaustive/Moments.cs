using System.Globalization;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>When things happen in a day, in seconds from the time when its pass looks.</summary>
internal static class Moments
{
    public const int Day = 86_400;
    public const int Hour = 3_600;

    public const int Look = 0;
    public const int BeforeSecondLook = 1;
    public const int AfterSecondLook = 2;
    public const int FirstWrite = 3;

    /// <summary>Between the first write and the second, which stands for all others.</summary>
    public const int BetweenWrites = 4;

    /// <param name="n">From 0 on.</param>
    public static int Write(int n) => FirstWrite + (2 * n);

    /// <summary>In the morning people do one thing after the other, more than a quarter of an hour apart, since IAM records only the first use within that time.</summary>
    public static int Deed(int n) => -(4 * Hour) + (n * Hour / 2);

    public static string Ago(int time) => string.Create(CultureInfo.InvariantCulture, $"{(double)-time / Day:0.#####} days ago");
}
