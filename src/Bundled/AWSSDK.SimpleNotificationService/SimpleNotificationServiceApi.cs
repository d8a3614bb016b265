using Amazon.Runtime.Internal.Util;
using Amazon.SimpleNotificationService.Model;
using KeyReaper.Bundled.Query;

namespace Amazon.SimpleNotificationService;

/// <summary>The service and its one operation, on the wire.</summary>
internal static class SimpleNotificationServiceApi
{
    public const string Version = "2010-03-31";

    private static readonly QueryApi Sns = new("Amazon.SimpleNotificationService", Version, (message, inner, type, code, requestId, status) =>
        new AmazonSimpleNotificationServiceException(message, inner, type, code, requestId, status));

    public static readonly QueryOperation<PublishRequest, PublishResponse> Publish = new(
        Sns,
        nameof(Publish),
        (request, parameters) =>
        {
            parameters.Write("Message", request.Message);
            parameters.Write("MessageDeduplicationId", request.MessageDeduplicationId);
            parameters.Write("MessageGroupId", request.MessageGroupId);
            parameters.Write("MessageStructure", request.MessageStructure);
            parameters.Write("PhoneNumber", request.PhoneNumber);
            parameters.Write("Subject", request.Subject);
            parameters.Write("TargetArn", request.TargetArn);
            parameters.Write("TopicArn", request.TopicArn);
            foreach (var (index, (name, value)) in (request.MessageAttributes ?? []).Index())
            {
                var entry = $"MessageAttributes.entry.{index + 1}";
                parameters.Write($"{entry}.Name", name);
                parameters.Write($"{entry}.Value.DataType", value.DataType);
                parameters.Write($"{entry}.Value.StringValue", value.StringValue);
                parameters.Write($"{entry}.Value.BinaryValue", value.BinaryValue is { } bytes ? StringUtils.FromMemoryStream(bytes) : null);
            }
        },
        new(
            ("MessageId", (response, xml) => response.MessageId = xml.Text()),
            ("SequenceNumber", (response, xml) => response.SequenceNumber = xml.Text())),
        new("AuthorizationError", (message, inner, type, code, requestId, status) =>
            new AuthorizationErrorException(message, inner, type, code, requestId, status)),
        new("EndpointDisabled", (message, inner, type, code, requestId, status) =>
            new EndpointDisabledException(message, inner, type, code, requestId, status)),
        new("InternalError", (message, inner, type, code, requestId, status) =>
            new InternalErrorException(message, inner, type, code, requestId, status)),
        new("InvalidParameter", (message, inner, type, code, requestId, status) =>
            new InvalidParameterException(message, inner, type, code, requestId, status)),
        new("ParameterValueInvalid", (message, inner, type, code, requestId, status) =>
            new InvalidParameterValueException(message, inner, type, code, requestId, status)),
        new("InvalidSecurity", (message, inner, type, code, requestId, status) =>
            new InvalidSecurityException(message, inner, type, code, requestId, status)),
        new("KMSAccessDenied", (message, inner, type, code, requestId, status) =>
            new KMSAccessDeniedException(message, inner, type, code, requestId, status)),
        new("KMSDisabled", (message, inner, type, code, requestId, status) =>
            new KMSDisabledException(message, inner, type, code, requestId, status)),
        new("KMSInvalidState", (message, inner, type, code, requestId, status) =>
            new KMSInvalidStateException(message, inner, type, code, requestId, status)),
        new("KMSNotFound", (message, inner, type, code, requestId, status) =>
            new KMSNotFoundException(message, inner, type, code, requestId, status)),
        new("KMSOptInRequired", (message, inner, type, code, requestId, status) =>
            new KMSOptInRequiredException(message, inner, type, code, requestId, status)),
        new("KMSThrottling", (message, inner, type, code, requestId, status) =>
            new KMSThrottlingException(message, inner, type, code, requestId, status)),
        new("NotFound", (message, inner, type, code, requestId, status) =>
            new NotFoundException(message, inner, type, code, requestId, status)),
        new("PlatformApplicationDisabled", (message, inner, type, code, requestId, status) =>
            new PlatformApplicationDisabledException(message, inner, type, code, requestId, status)),
        new("ValidationException", (message, inner, type, code, requestId, status) =>
            new ValidationException(message, inner, type, code, requestId, status)));
}
