using System.Text;
using Amazon.Lambda.Core;

namespace KeyReaper.Tests.Given;

/// <summary>Reads and writes events and answers with the serializer that Lambda would use.</summary>
internal static class LambdaJson
{
    public static string Write<T>(this ILambdaSerializer serializer, T value)
    {
        using var json = new MemoryStream();
        serializer.Serialize(value, json);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    public static T Read<T>(this ILambdaSerializer serializer, string text)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return serializer.Deserialize<T>(json);
    }
}
