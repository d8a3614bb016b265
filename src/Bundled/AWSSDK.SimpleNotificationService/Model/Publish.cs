using KeyReaper.Bundled.Query;

namespace Amazon.SimpleNotificationService.Model;

public partial class PublishRequest : AmazonSimpleNotificationServiceRequest
{
    public PublishRequest() { }

    public PublishRequest(string topicArn, string message) => (TopicArn, Message) = (topicArn, message);

    public PublishRequest(string topicArn, string message, string subject) : this(topicArn, message) => Subject = subject;

    /// <summary>At most 256 KiB of UTF-8, attributes included; a JSON object of variants if the structure says so.</summary>
    public string Message { get; set; }

    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = Unset.Map<MessageAttributeValue>();

    /// <summary>FIFO topics only.</summary>
    public string MessageDeduplicationId { get; set; }

    /// <summary>FIFO topics only.</summary>
    public string MessageGroupId { get; set; }

    /// <summary><c>json</c>, if the message holds a variant per protocol.</summary>
    public string MessageStructure { get; set; }

    /// <summary>E.164. Instead of a topic or target.</summary>
    public string PhoneNumber { get; set; }

    /// <summary>Fewer than 100 characters, no line breaks, no control characters.</summary>
    public string Subject { get; set; }

    /// <summary>A topic or endpoint. Instead of a topic.</summary>
    public string TargetArn { get; set; }

    public string TopicArn { get; set; }
}

public partial class PublishResponse : Runtime.AmazonWebServiceResponse
{
    public string MessageId { get; set; }

    /// <summary>FIFO topics only.</summary>
    public string SequenceNumber { get; set; }
}

/// <summary>A typed value that travels beside the message, for filter policies.</summary>
public partial class MessageAttributeValue
{
    public MemoryStream BinaryValue { get; set; }

    /// <summary>String, String.Array, Number or Binary.</summary>
    public string DataType { get; set; }

    public string StringValue { get; set; }
}
