using System.Text.Json;

namespace KeyReaper.Words;

internal static class JsonWord
{
    /// <summary>A value of an enum as JSON has it, such as <c>never-used</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
