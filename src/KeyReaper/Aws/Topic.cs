using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using MessageAttributeValue = Amazon.SimpleNotificationService.Model.MessageAttributeValue; // by name: the whole namespace has a Topic as well
using PublishRequest = Amazon.SimpleNotificationService.Model.PublishRequest;

namespace KeyReaper.Aws;

internal sealed class Topic(string arn, IAmazonSimpleNotificationService sns)
{
    /// <param name="body">JSON with a text for each kind of subscriber.</param>
    /// <exception cref="TopicException">SNS did not take the message.</exception>
    public async Task PublishAsync(string subject, string body, IReadOnlyDictionary<string, string> attributes, CancellationToken timeOver)
    {
        try
        {
            var request = new PublishRequest
            {
                TopicArn = arn,
                Subject = subject,
                Message = body,
                MessageStructure = "json",
                MessageAttributes = attributes.ToDictionary(attribute => attribute.Key, attribute => new MessageAttributeValue { DataType = "String", StringValue = attribute.Value }),
            };
            OddAnswerException.ThrowIfNotFromAws(await sns.PublishAsync(request, timeOver));
        }
        catch (Exception error)
        {
            throw new TopicException(arn, error);
        }
    }

    /// <summary>The Region in the ARN: the topic can only be reached there.</summary>
    public static string RegionOf(string arn) => arn.Split(':')[3];
}

internal sealed class TopicException(string arn, Exception cause) : Exception($"The report could not be published to TOPIC_ARN {arn}. {Advice(cause)}", cause)
{
    private static string Advice(Exception cause) => cause switch
    {
        AmazonServiceException { ErrorCode: "NotFound" } => "There is no such topic: create it, or set TOPIC_ARN to one that exists.",
        AmazonServiceException { ErrorCode: "AuthorizationError" or "AccessDenied" } => $"The function's role needs sns:Publish on it ({cause.Message}).",
        AmazonServiceException { ErrorCode: { } code } when code.StartsWith("KMS", StringComparison.Ordinal) =>
            $"The topic's KMS key cannot be used: the function's role needs kms:GenerateDataKey* and kms:Decrypt on it, and the key has to be enabled ({code}: {cause.Message}).",
        AmazonServiceException { ErrorCode: { } code } => $"{code}: {cause.Message}",
        OperationCanceledException => "SNS had not taken it when the function's time ended.",
        _ => cause.Message,
    };
}
