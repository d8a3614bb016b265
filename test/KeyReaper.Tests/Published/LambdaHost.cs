using System.Reflection;
using System.Text;

namespace KeyReaper.Tests.Published;

/// <summary>
/// Runs in a separate process and does with a published function what Lambda's managed runtime does with a class library.
/// It finds the handler by its string, makes the function with its parameterless constructor, passes it the event as a stream or as read by the serializer that
/// the handler's attribute names, and lets that serializer write the response. It refers to no type of the function or of Amazon.Lambda.Core, so that the published ones are used.
/// </summary>
internal static class LambdaHost
{
    public const string Command = "invoke";

    /// <param name="arguments">The handler's string, the event, and the file for the response.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (handler, json, responseFile) = (arguments[0].Split("::"), arguments[1], arguments[2]);

        var type = Assembly.Load(handler[0]).GetType(handler[1], throwOnError: true)!;
        var method = type.GetMethods().Single(candidate => candidate.Name == handler[2]);
        var serializer = SerializerOf(method);
        using var request = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var stream when stream == typeof(Stream) => request,
            { IsInterface: true } context => LambdaContext.As(context),
            var typed => Call(serializer, "Deserialize", typed, request),
        });

        var (answer, typeOfAnswer) = (method.Invoke(method.IsStatic ? null : Activator.CreateInstance(type), [.. parameters]), method.ReturnType);
        if (answer is Task pending)
        {
            await pending;
            (answer, typeOfAnswer) = (pending.GetType().GetProperty("Result")!.GetValue(pending), typeOfAnswer.GenericTypeArguments[0]);
        }

        await using var response = File.Create(responseFile);
        Call(serializer, "Serialize", typeOfAnswer, answer, response);
    }

    private static object SerializerOf(MethodInfo method) =>
        Activator.CreateInstance((Type)method.CustomAttributes.Single(attribute => attribute.AttributeType.FullName == "Amazon.Lambda.Core.LambdaSerializerAttribute").ConstructorArguments[0].Value!)!;

    private static object? Call(object serializer, string operation, Type of, params object?[] arguments) =>
        serializer.GetType().GetMethod(operation)!.MakeGenericMethod(of).Invoke(serializer, arguments);
}
