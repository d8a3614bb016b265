using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Stories;

public class DeliveryTests(Grounds grounds) : IClassFixture<Grounds>
{
    [InstalledFact(Grounds.Moto)]
    public async Task A_queue_that_subscribes_to_the_topic_is_delivered_the_report_as_json()
    {
        using var story = await grounds.BeginAsync(Grounds.Moto);
        var queue = await SubscribeQueueAsync(story, "reports");
        var key = await story.KeyAsync("alice");
        story.DaysAfter(key, 30);

        await story.PassAsync();

        using var delivered = JsonDocument.Parse((await ReceiveAsync(story, queue)).ShouldHaveSingleItem());
        delivered.RootElement.GetProperty("Subject").GetString()!.ShouldStartWith("[KeyReaper LIVE]");
        using var report = JsonDocument.Parse(delivered.RootElement.GetProperty("Message").GetString()!);
        var told = report.RootElement.GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        (told.GetProperty("accessKeyId").GetString(), told.GetProperty("act").GetString(), told.GetProperty("result").GetString()).ShouldBe((key.Id, "deactivate", "done"));
    }

    [InstalledFact(Grounds.Moto)]
    public async Task A_filter_policy_brings_an_owner_their_own_message_and_the_operator_the_summary()
    {
        using var story = await grounds.BeginAsync(Grounds.Moto);
        story.With("OWNER_TAG", "owner");
        var operators = await SubscribeQueueAsync(story, "operators", """{"audience":["summary"]}""");
        var payments = await SubscribeQueueAsync(story, "payments", """{"owner":["payments"]}""");
        var others = await story.KeyAsync("web-ci");
        await story.Account.TagAsync("web-ci", "owner", "web");
        story.DaysAfter(await story.KeyAsync("payments-ci"), 30);
        await story.Account.TagAsync("payments-ci", "owner", "payments");

        await story.PassAsync();

        (await ReceiveAsync(story, operators)).ShouldHaveSingleItem().ShouldContain("deactivated 2 of 2 access keys");
        var told = (await ReceiveAsync(story, payments)).ShouldHaveSingleItem();
        told.ShouldContain("1 of your access keys deactivated");
        told.ShouldNotContain(others.Id);
    }

    private static async Task<string> SubscribeQueueAsync(Story story, string name, string? filterPolicy = null)
    {
        var queue = (await story.Account.CallAsync("sqs", "CreateQueue", ("QueueName", name))).Text("QueueUrl")!;
        var arn = story.TopicArn.Replace(":sns:", ":sqs:", StringComparison.Ordinal).Replace(":keyreaper", $":{name}", StringComparison.Ordinal);
        (string, string)[] filter = filterPolicy is null ? [] : [("Attributes.entry.1.key", "FilterPolicy"), ("Attributes.entry.1.value", filterPolicy)];
        await story.Account.CallAsync("sns", "Subscribe", [("TopicArn", story.TopicArn), ("Protocol", "sqs"), ("Endpoint", arn), .. filter]);
        return queue;
    }

    private static async Task<IReadOnlyList<string>> ReceiveAsync(Story story, string queue) =>
        (await story.Account.CallAsync("sqs", "ReceiveMessage", ("QueueUrl", queue), ("MaxNumberOfMessages", "10"))).Texts("Body");
}
