using Amazon.Runtime;

// The constants that the serializer knows by their full names, as the SDK's packages for S3 and DynamoDB declare them.

namespace Amazon.S3
{
    internal sealed class EventType(string value) : ConstantClass(value);
}

namespace Amazon.DynamoDBv2
{
    internal sealed class OperationType(string value) : ConstantClass(value);

    internal sealed class StreamViewType(string value) : ConstantClass(value);
}
