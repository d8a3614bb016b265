using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>WCAG 2.2 requires a contrast of 4.5:1 for text (1.4.3) and of 3:1 for graphics (1.4.11).</summary>
public partial class ContrastTests
{
    private static readonly string[] Grounds = ["page", "card", "alarm"];
    private static readonly Dictionary<string, (string Light, string Dark)> Colours = Read();

    [Theory]
    [InlineData("ink")]
    [InlineData("muted")]
    [InlineData("link")]
    [InlineData("due")]
    [InlineData("change")]
    [InlineData("deactivate")]
    public void Text_stands_out_in_both_themes(string colour) => ShouldStandOut(colour, 4.5);

    [Theory]
    [InlineData("trouble")]
    [InlineData("delete")]
    [InlineData("grace")]
    [InlineData("quiet")]
    public void Bars_and_marks_stand_out_in_both_themes(string colour) => ShouldStandOut(colour, 3);

    [Fact]
    public void Black_on_white_is_21_to_1() => Ratio("#000000", "#ffffff").ShouldBe(21, 0.001);

    private static void ShouldStandOut(string colour, double ratio)
    {
        foreach (var ground in Grounds)
        {
            Ratio(Colours[colour].Light, Colours[ground].Light).ShouldBeGreaterThanOrEqualTo(ratio, $"{colour} on {ground}, light");
            Ratio(Colours[colour].Dark, Colours[ground].Dark).ShouldBeGreaterThanOrEqualTo(ratio, $"{colour} on {ground}, dark");
        }
    }

    private static double Ratio(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static Dictionary<string, (string, string)> Read() =>
        Variable().Matches(AReport.Of(AReport.Live, []).Page().One("style").TextContent)
            .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["light"].Value, match.Groups["dark"].Value));

    [GeneratedRegex(@"--(?<name>[a-z]+): light-dark\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\);")]
    private static partial Regex Variable();
}
