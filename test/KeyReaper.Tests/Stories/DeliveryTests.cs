using System.Text.Json;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Stories;

public class DeliveryTests(Grounds grounds) : IClassFixture<Grounds>
{
    [InstalledFact(Grounds.Moto)]
    public async Task A_queue_that_subscribes_to_the_topic_is_delivered_the_report_as_json()
    {
        using var story = await grounds.BeginAsync(Grounds.Moto);
        var account = story.Account;
        var queue = (await account.CallAsync("sqs", "CreateQueue", ("QueueName", "reports"))).Text("QueueUrl")!;
        var queueArn = story.TopicArn.Replace(":sns:", ":sqs:", StringComparison.Ordinal).Replace(":keyreaper", ":reports", StringComparison.Ordinal);
        await account.CallAsync("sns", "Subscribe", ("TopicArn", story.TopicArn), ("Protocol", "sqs"), ("Endpoint", queueArn));
        var key = await story.KeyAsync("alice");
        story.DaysAfter(key, 30);

        await story.PassAsync();

        using var delivered = JsonDocument.Parse((await account.CallAsync("sqs", "ReceiveMessage", ("QueueUrl", queue))).Text("Body")!);
        delivered.RootElement.GetProperty("Subject").GetString()!.ShouldStartWith("[KeyReaper LIVE]");
        using var report = JsonDocument.Parse(delivered.RootElement.GetProperty("Message").GetString()!);
        var told = report.RootElement.GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        (told.GetProperty("accessKeyId").GetString(), told.GetProperty("act").GetString(), told.GetProperty("result").GetString()).ShouldBe((key.Id, "deactivate", "done"));
    }
}
