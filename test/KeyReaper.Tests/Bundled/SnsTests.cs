using System.Net;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace KeyReaper.Tests.Bundled;

public class SnsTests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["AuthorizationError"] = typeof(AuthorizationErrorException),
        ["EndpointDisabled"] = typeof(EndpointDisabledException),
        ["InternalError"] = typeof(InternalErrorException),
        ["InvalidParameter"] = typeof(InvalidParameterException),
        ["ParameterValueInvalid"] = typeof(InvalidParameterValueException),
        ["InvalidSecurity"] = typeof(InvalidSecurityException),
        ["KMSAccessDenied"] = typeof(KMSAccessDeniedException),
        ["KMSDisabled"] = typeof(KMSDisabledException),
        ["KMSInvalidState"] = typeof(KMSInvalidStateException),
        ["KMSNotFound"] = typeof(KMSNotFoundException),
        ["KMSOptInRequired"] = typeof(KMSOptInRequiredException),
        ["KMSThrottling"] = typeof(KMSThrottlingException),
        ["NotFound"] = typeof(NotFoundException),
        ["PlatformApplicationDisabled"] = typeof(PlatformApplicationDisabledException),
        ["ValidationException"] = typeof(ValidationException),
        ["AccessDenied"] = typeof(AmazonSimpleNotificationServiceException),
    };

    [Fact]
    public async Task A_message_is_published_with_every_member_that_is_set()
    {
        using var server = new WireServer(WireAnswer.Ok("Publish", "<MessageId>m-1</MessageId><SequenceNumber>100</SequenceNumber>"));
        using var sns = Clients.Sns(server);
        using var bytes = new MemoryStream([1, 2, 255]);

        var response = await sns.PublishAsync(new PublishRequest
        {
            TopicArn = "arn:t",
            TargetArn = "arn:e",
            PhoneNumber = "+491234",
            Message = "{\"default\":\"ü & +\"}",
            MessageStructure = "json",
            Subject = "KeyReaper: 2 keys",
            MessageGroupId = "g",
            MessageDeduplicationId = "d",
            MessageAttributes = new()
            {
                ["severity"] = new() { DataType = "String", StringValue = "warning" },
                ["raw"] = new() { DataType = "Binary", BinaryValue = bytes },
            },
        });

        (response.MessageId, response.SequenceNumber, response.ResponseMetadata.RequestId).ShouldBe(("m-1", "100", "request-of-Publish"));
        server.Requests.ShouldHaveSingleItem().Form.ShouldBe(new Dictionary<string, string>
        {
            ["Action"] = "Publish",
            ["Version"] = "2010-03-31",
            ["TopicArn"] = "arn:t",
            ["TargetArn"] = "arn:e",
            ["PhoneNumber"] = "+491234",
            ["Message"] = "{\"default\":\"ü & +\"}",
            ["MessageStructure"] = "json",
            ["Subject"] = "KeyReaper: 2 keys",
            ["MessageGroupId"] = "g",
            ["MessageDeduplicationId"] = "d",
            ["MessageAttributes.entry.1.Name"] = "severity",
            ["MessageAttributes.entry.1.Value.DataType"] = "String",
            ["MessageAttributes.entry.1.Value.StringValue"] = "warning",
            ["MessageAttributes.entry.2.Name"] = "raw",
            ["MessageAttributes.entry.2.Value.DataType"] = "Binary",
            ["MessageAttributes.entry.2.Value.BinaryValue"] = "AQL/",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_short_forms_set_topic_message_and_subject()
    {
        using var server = new WireServer(WireAnswer.Ok("Publish", "<MessageId>1</MessageId>"), WireAnswer.Ok("Publish", "<MessageId>2</MessageId>"));
        using var sns = Clients.Sns(server);

        (await sns.PublishAsync("arn:t", "text")).SequenceNumber.ShouldBeNull();
        (await sns.PublishAsync("arn:t", "text", "subject")).MessageId.ShouldBe("2");

        server.Requests.Select(request => string.Join('|', request.Form.Select(parameter => $"{parameter.Key}={parameter.Value}").Order())).ShouldBe(
        [
            "Action=Publish|Message=text|TopicArn=arn:t|Version=2010-03-31",
            "Action=Publish|Message=text|Subject=subject|TopicArn=arn:t|Version=2010-03-31",
        ]);
    }

    [Fact]
    public async Task Publish_has_types_for_its_own_error_codes_and_the_base_type_for_all_others()
    {
        using var server = new WireServer([.. Types.Keys.Select(code => WireAnswer.Error(400, code))]);
        using var sns = Clients.Sns(server);

        foreach (var (code, type) in Types)
        {
            var error = await Should.ThrowAsync<AmazonSimpleNotificationServiceException>(() => sns.PublishAsync("arn:t", "text"));

            error.GetType().ShouldBe(type, code);
            (error.ErrorCode, error.Message, error.StatusCode, error.RequestId)
                .ShouldBe((code, $"why it is {code}", HttpStatusCode.BadRequest, $"request-of-{code}"));
        }
    }

    [Fact]
    public async Task A_throttled_publish_is_sent_again()
    {
        using var server = new WireServer(WireAnswer.Error(400, "Throttling"), WireAnswer.Ok("Publish", "<MessageId>m</MessageId>"));
        using var sns = Clients.Sns(server, retries: 1);

        (await sns.PublishAsync("arn:t", "text")).MessageId.ShouldBe("m");

        server.Requests.Count.ShouldBe(2);
    }
}
