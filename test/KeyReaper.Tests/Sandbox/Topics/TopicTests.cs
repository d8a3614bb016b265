namespace KeyReaper.Tests.Sandbox.Topics;

public sealed class TopicTests : SandboxTest
{
    private const string Json = """{"default":"for all","email":"for people","sqs":17,"pigeon":"coo"}""";

    [Fact]
    public async Task A_topic_is_created_once_in_the_region_the_call_was_signed_for()
    {
        var first = await Client.Sns("CreateTopic", ("Name", "key-reports"));
        var again = await Client.Sns("CreateTopic", ("Name", "key-reports"));

        first.Text("TopicArn").ShouldBe("arn:aws:sns:eu-west-1:111122223333:key-reports");
        again.Text("TopicArn").ShouldBe(first.Text("TopicArn"));
        Sandbox.Topics.Single().ShouldBe(Sandbox.Topics.Create("key-reports"));
        (await Client.Sns("CreateTopic", ("Name", "no spaces"))).Message.ShouldBe("Invalid parameter: Topic Name");
    }

    [Fact]
    public async Task A_person_must_confirm_a_subscription_a_queue_need_not()
    {
        var topic = Sandbox.Topics.Create("key-reports");

        var email = await Subscribe(topic, "email", "ops@example.com");
        var again = await Subscribe(topic, "email", "ops@example.com");
        var queue = await Subscribe(topic, "sqs", "arn:aws:sqs:eu-west-1:111122223333:reports");

        email.Text("SubscriptionArn").ShouldBe("pending confirmation");
        again.Status.ShouldBe(200);
        queue.Text("SubscriptionArn")!.ShouldStartWith(topic.Arn + ":");
        topic.Subscriptions.Select(one => (one.Protocol, one.Endpoint, one.Confirmed)).ShouldBe(
            [("email", "ops@example.com", false), ("sqs", "arn:aws:sqs:eu-west-1:111122223333:reports", true)]);
        (await Attribute(topic, "SubscriptionsPending")).ShouldBe("1");

        topic.Subscriptions[0].Confirm();
        (await Attribute(topic, "SubscriptionsPending")).ShouldBe("0");
        (await Client.Sns("ListSubscriptionsByTopic", ("TopicArn", topic.Arn))).Texts("Endpoint").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("pigeon", "roof", "Invalid parameter: Does not support this protocol string: pigeon")]
    [InlineData("email", "nobody", "Invalid parameter: Email address")]
    [InlineData("sqs", "", "Invalid parameter: Endpoint")]
    public async Task A_subscription_nothing_could_be_sent_to_is_refused(string protocol, string endpoint, string message) =>
        (await Subscribe(Sandbox.Topics.Create("t"), protocol, endpoint)).Message.ShouldBe(message);

    [Fact]
    public async Task A_published_message_is_kept_as_it_came()
    {
        var topic = Sandbox.Topics.Create("t");

        var answer = await Publish(
            topic.Arn,
            [("Message", "line one\nline two é\U0001F511"), ("Subject", "[KeyReaper] 2 keys"), .. Attribute(1, "severity", "String", "high")]);

        var message = topic.Messages.ShouldHaveSingleItem();
        message.MessageId.ShouldBe(answer.Text("MessageId"));
        (message.Subject, message.Message, message.MessageStructure, message.At)
            .ShouldBe(("[KeyReaper] 2 keys", "line one\nline two é\U0001F511", null, SandboxClock.DefaultStart));
        message.Attributes["severity"].ShouldBe("high");
        message.BodyFor("email").ShouldBe(message.Message);
    }

    [Fact]
    public async Task A_json_message_has_a_body_for_each_protocol_and_a_default_for_the_rest()
    {
        var topic = Sandbox.Topics.Create("t");

        await Publish(topic.Arn, ("Message", Json), ("MessageStructure", "json"));

        var message = topic.Messages.Single();
        message.Message.ShouldBe(Json);
        message.BodyFor("email").ShouldBe("for people");
        message.BodyFor("sqs").ShouldBe("for all", "values that are no strings are ignored");
        message.BodyFor("https").ShouldBe("for all");
    }

    [Theory]
    [InlineData("""{"email":"x"}""", "No default entry in JSON message body")]
    [InlineData("""{"default":7}""", "No default entry in JSON message body")]
    [InlineData("""{"default":"x","default":"y"}""", "JSON message body failed to parse")]
    [InlineData("""{"default":"x" """, "JSON message body failed to parse")]
    [InlineData("[]", "JSON message body failed to parse")]
    [InlineData("\"default\"", "JSON message body failed to parse")]
    public async Task A_json_message_that_is_none_is_refused_and_not_kept(string message, string why)
    {
        var topic = Sandbox.Topics.Create("t");

        var answer = await Publish(topic.Arn, ("Message", message), ("MessageStructure", "json"));

        (answer.Status, answer.Code, answer.Message).ShouldBe((400, "InvalidParameter", $"Invalid parameter: Message Structure - {why}"));
        topic.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(99, "", true)]
    [InlineData(100, "", false)]
    [InlineData(0, "", false)]
    [InlineData(5, "\n", false)]
    [InlineData(5, "\t", false)]
    [InlineData(5, "é", false)]
    public async Task A_subject_is_printable_ASCII_and_at_most_99_characters(int length, string end, bool accepted)
    {
        var answer = await Publish(Sandbox.Topics.Create("t").Arn, ("Message", "x"), ("Subject", new string('s', length) + end));

        (answer.Status, answer.Message).ShouldBe(accepted ? (200, null) : (400, "Invalid parameter: Subject"));
    }

    [Theory]
    [InlineData(262_144, 0, true)]
    [InlineData(262_145, 0, false)]
    [InlineData(262_144 - 10, 3, true)]
    [InlineData(262_144 - 10, 4, false)]
    public async Task A_message_has_at_most_262144_bytes_of_UTF_8_with_its_attributes(int bytes, int attributeBytes, bool accepted)
    {
        var text = "é" + new string('x', bytes - 2);
        (string, string)[] attribute = attributeBytes == 0 ? [] : Attribute(1, "n", "String", new string('v', attributeBytes));

        var answer = await Publish(Sandbox.Topics.Create("t").Arn, [("Message", text), .. attribute]);

        (answer.Status, answer.Message).ShouldBe(accepted ? (200, null) : (400, "Invalid parameter: Message too long"));
    }

    [Theory]
    [InlineData("mode", "String", "", "must contain non-empty message attribute value for message attribute type 'String'")]
    [InlineData("mode", "", "live", "must contain non-empty message attribute type")]
    [InlineData("mode", "Text", "live", "has an invalid message attribute type")]
    [InlineData("count", "Number", "three", "Could not cast message attribute 'count' value to number")]
    [InlineData("no spaces", "String", "x", "name 'no spaces' is invalid")]
    [InlineData("AWS.mode", "String", "x", "name 'AWS.mode' is invalid")]
    [InlineData(".mode", "String", "x", "name '.mode' is invalid")]
    public async Task An_attribute_that_SNS_would_refuse_is_refused_with_its_message(string name, string type, string value, string why)
    {
        var topic = Sandbox.Topics.Create("t");

        var answer = await Publish(topic.Arn, [("Message", "x"), .. Attribute(1, name, type, value)]);

        (answer.Status, answer.Code).ShouldBe((400, "ParameterValueInvalid"));
        answer.Message!.ShouldContain(why);
        topic.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attributes_of_every_type_are_kept_and_a_name_comes_once()
    {
        var topic = Sandbox.Topics.Create("t");

        await Publish(topic.Arn, [("Message", "x"), .. Attribute(1, "a", "String", "ö"), .. Attribute(2, "b", "Number", "-1.5"), .. Attribute(3, "c", "String.Array", "[\"x\"]")]);
        var twice = await Publish(topic.Arn, [("Message", "x"), .. Attribute(1, "a", "String", "1"), .. Attribute(2, "a", "String", "2")]);

        topic.Messages.Single().Attributes.ShouldBe(new Dictionary<string, string> { ["a"] = "ö", ["b"] = "-1.5", ["c"] = "[\"x\"]" }, ignoreOrder: true);
        twice.Message.ShouldBe("Message attribute name 'a' already exists.");
    }

    [Theory]
    [InlineData("""{"owner":["payments"]}""", true)]
    [InlineData("""{"owner":"payments"}""", false)]
    [InlineData("""{"owner":["payments"]""", false)]
    public async Task A_subscription_keeps_its_filter_policy_if_it_is_one(string policy, bool accepted)
    {
        var topic = Sandbox.Topics.Create("t");

        var answer = await Client.Sns(
            "Subscribe", ("TopicArn", topic.Arn), ("Protocol", "email"), ("Endpoint", "payments@example.com"),
            ("Attributes.entry.1.key", "FilterPolicy"), ("Attributes.entry.1.value", policy));

        answer.Status.ShouldBe(accepted ? 200 : 400);
        topic.Subscriptions.Select(one => one.FilterPolicy).ShouldBe(accepted ? [policy] : []);
    }

    [Fact]
    public async Task What_has_no_topic_or_no_text_is_refused()
    {
        var arn = Sandbox.Topics.Create("t").Arn;

        (await Publish(arn, ("Message", ""))).Message.ShouldBe("Invalid parameter: Empty message");
        (await Publish(arn)).Code.ShouldBe("ValidationError");
        (await Publish("t", ("Message", "x"))).Message
            .ShouldBe("Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1");
        (await Client.Sns("Publish", ("Message", "x"))).Code.ShouldBe("InvalidParameter");
        await Client.Sns("DeleteTopic", ("TopicArn", arn));
        var gone = await Publish(arn, ("Message", "x"));

        (gone.Status, gone.Code, gone.Message).ShouldBe((404, "NotFound", "Topic does not exist"));
        (await Client.Sns("ListTopics")).Texts("TopicArn").ShouldBeEmpty();
    }

    private static (string, string)[] Attribute(int number, string name, string type, string value) =>
    [
        ($"MessageAttributes.entry.{number}.Name", name),
        ($"MessageAttributes.entry.{number}.Value.DataType", type),
        ($"MessageAttributes.entry.{number}.Value.StringValue", value),
    ];

    private Task<QueryAnswer> Publish(string arn, params (string Name, string Value)[] parameters) =>
        Client.Sns("Publish", [("TopicArn", arn), .. parameters]);

    private Task<QueryAnswer> Subscribe(SandboxTopic topic, string protocol, string endpoint) =>
        Client.Sns("Subscribe", ("TopicArn", topic.Arn), ("Protocol", protocol), ("Endpoint", endpoint));

    private async Task<string> Attribute(SandboxTopic topic, string name)
    {
        var answer = await Client.Sns("GetTopicAttributes", ("TopicArn", topic.Arn));
        return answer.Texts("key").Zip(answer.Texts("value")).Single(pair => pair.First == name).Second;
    }
}
