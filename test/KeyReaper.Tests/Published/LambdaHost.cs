using System.Reflection;
using System.Text;

namespace KeyReaper.Tests.Published;

/// <summary>
/// For a process of its own: does with a published function what Lambda's managed runtime does with a class library.
/// It finds the handler by its string, makes the function with its parameterless constructor, hands it the event as a stream, and lets the serializer
/// named by the handler's attribute write the response. Knows no type of the function or of Amazon.Lambda.Core at compile time: those are the published ones.
/// </summary>
internal static class LambdaHost
{
    public const string Command = "invoke";

    /// <param name="arguments">The handler's string, the event, and the file that takes the response.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (handler, json, responseFile) = (arguments[0].Split("::"), arguments[1], arguments[2]);

        var type = Assembly.Load(handler[0]).GetType(handler[1], throwOnError: true)!;
        var method = type.GetMethods().Single(candidate => candidate.Name == handler[2]);
        using var request = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType == typeof(Stream) ? request : LambdaContext.As(parameter.ParameterType));

        var pending = (Task)method.Invoke(Activator.CreateInstance(type), [.. parameters])!;
        await pending;

        var result = pending.GetType().GetProperty("Result")!.GetValue(pending);
        await using var response = File.Create(responseFile);
        Serialize(method, result, response);
    }

    private static void Serialize(MethodInfo method, object? result, Stream response)
    {
        var attribute = method.CustomAttributes.Single(attribute => attribute.AttributeType.FullName == "Amazon.Lambda.Core.LambdaSerializerAttribute");
        var serializer = (Type)attribute.ConstructorArguments[0].Value!;
        serializer.GetMethod("Serialize")!.MakeGenericMethod(method.ReturnType.GenericTypeArguments[0]).Invoke(Activator.CreateInstance(serializer), [result, response]);
    }
}
