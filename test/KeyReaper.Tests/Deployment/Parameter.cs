using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>A template parameter, and CloudFormation's checks of the values given for it.</summary>
internal sealed record Parameter(string Name, JsonObject Definition)
{
    public string Default => Text("Default")!;

    public string? Text(string property) => Definition[property]?.ToString();

    public IReadOnlyList<string> AllowedValues => Definition[nameof(AllowedValues)] is JsonArray values ? [.. values.Select(value => value!.ToString())] : [];

    public bool Accepts(string value) =>
        (AllowedValues is [] || AllowedValues.Contains(value))
        && (Text("AllowedPattern") is not { } pattern || Regex.IsMatch(value, $"^(?:{pattern})$"))
        && (Number("MaxLength") is not { } longest || value.Length <= longest)
        && (Text("Type") != "Number" || (decimal.TryParse(value, CultureInfo.InvariantCulture, out var number)
            && number >= (Number("MinValue") ?? decimal.MinValue) && number <= (Number("MaxValue") ?? decimal.MaxValue)));

    private decimal? Number(string property) => Text(property) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
