using System.Reflection;

namespace KeyReaper.Tests.Published;

/// <summary>Implements the ILambdaContext of the published Amazon.Lambda.Core, and its logger, whatever members they have.</summary>
public class LambdaContext : DispatchProxy
{
    public static object As(Type contract) => Create(contract, typeof(LambdaContext));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case "get_Logger": return As(targetMethod.ReturnType);
            case "get_RemainingTime": return TimeSpan.FromMinutes(15);
            case "get_AwsRequestId": return "c0ffee00-1234-4abc-8def-0123456789ab";
            case "get_LogGroupName": return "keyreaper";
            case "get_LogStreamName": return "2026/11/22/[$LATEST]5d1f";
            case "get_InvokedFunctionArn": return "arn:aws:lambda:eu-west-1:111122223333:function:keyreaper";
            case { } name when name.StartsWith("Log", StringComparison.Ordinal):
                Console.WriteLine(args?.OfType<string>().LastOrDefault());
                return null;
            case var name: throw new NotSupportedException($"The function asks for {name}, which this context does not have.");
        }
    }
}
