using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using KeyReaper.Aws;
using KeyReaper.Pass;

namespace KeyReaper.Tests.Given;

/// <summary>Makes the function with a test's own clients.</summary>
internal static class FunctionWith
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    public static async Task<Summary> InvokeAsync(Clients clients, TimeProvider clock, Func<string, string?> environment, ILambdaLogger log)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        using var metrics = new MemoryStream();

        return await new ReaperFunction(environment, clock, clients, () => metrics, new()).HandleAsync(json, new TestLambdaContext
        {
            Logger = log,
            RemainingTime = Timeout,
            InvokedFunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:keyreaper",
        });
    }
}
