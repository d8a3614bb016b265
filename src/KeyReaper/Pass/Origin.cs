using Amazon.Lambda.Core;

namespace KeyReaper.Pass;

/// <summary>Which run of which function made a report, so that an e-mail, a log stream and CloudTrail can be tied together.</summary>
/// <param name="RunId">The id of the invocation, which Lambda's log has, too.</param>
/// <param name="FunctionArn">arn:aws:lambda:eu-west-1:111122223333:function:name.</param>
internal sealed record Origin(string RunId, string FunctionArn, string LogGroup, string LogStream)
{
    /// <summary>Of KeyReaper.</summary>
    public static string Version { get; } = typeof(Origin).Assembly.GetName().Version!.ToString(3);

    public string Region => Part(3);

    /// <summary>The account in which the function runs: a hub's may be another than the report's.</summary>
    public string AccountId => Part(4);

    public string FunctionName => Part(6);

    public static Origin Of(ILambdaContext context) => new(context.AwsRequestId ?? "", context.InvokedFunctionArn ?? "", context.LogGroupName ?? "", context.LogStreamName ?? "");

    private string Part(int index) => FunctionArn.Split(':').ElementAtOrDefault(index) ?? "";
}
