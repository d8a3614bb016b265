using Amazon.Lambda.Core;

namespace KeyReaper.Pass;

/// <summary>Which invocation of which function made a report, so that an e-mail, a log stream and CloudTrail can be matched.</summary>
/// <param name="RunId">The id of the invocation, which is also in Lambda's log.</param>
/// <param name="FunctionArn">Such as arn:aws:lambda:eu-west-1:111122223333:function:name.</param>
internal sealed record Origin(string RunId, string FunctionArn, string LogGroup, string LogStream)
{
    /// <summary>The version of KeyReaper.</summary>
    public static string Version { get; } = typeof(Origin).Assembly.GetName().Version!.ToString(3);

    public string Region => Part(3);

    /// <summary>The account in which the function runs. A hub's function runs in another account than most of its reports are about.</summary>
    public string AccountId => Part(4);

    public string FunctionName => Part(6);

    public static Origin Of(ILambdaContext context) => new(context.AwsRequestId ?? "", context.InvokedFunctionArn ?? "", context.LogGroupName ?? "", context.LogStreamName ?? "");

    private string Part(int index) => FunctionArn.Split(':').ElementAtOrDefault(index) ?? "";
}
