using System.Net;
using System.Text;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests;

/// <summary>Every command that a mail prints, pasted into a shell with the AWS CLI.</summary>
public class PrintedCommandTests
{
    private static readonly string[] Names = ["--help", "=ls", "a+b=c,d.e@f-g_H9"];

    [InstalledFact("aws")]
    public async Task Keys_are_turned_back_on_users_exempted_and_one_key_postponed_whatever_the_name()
    {
        await using var world = await World.StartAsync();
        var keys = Names.Select(name => world.Key(name)).ToList();
        await world.PassAsync();

        var commands = Lines(world.MailText, "aws iam ");
        commands.Length.ShouldBe(3 * Names.Length);
        var (_, _, error) = await new AwsCli(world.Sandbox).Paste(string.Join('\n', commands));

        error.ShouldBeEmpty();
        foreach (var key in keys)
        {
            key.Status.ShouldBe("Active");
            key.User.Tags["keyreaper:exempt"].ShouldBe("2026-04-05 REASON");
            key.User.Tags[$"keyreaper:exempt:{key.Id}"].ShouldBe("2026-04-05 REASON");
        }

        world.Days(40);
        (await world.PassAsync()).ExemptUsers.ShouldBe(Names.Length, "what was pasted is in KeyReaper's own form");
    }

    [Fact]
    public async Task A_command_exempts_no_longer_than_the_rule_allows()
    {
        await using var world = await World.StartAsync();
        world.Key("alice");

        await world.With("MAX_EXEMPT_DAYS", "14").PassAsync();

        Lines(world.MailText, "aws iam tag-user").ShouldAllBe(command => command.Contains(",Value=2026-01-19 REASON'", StringComparison.Ordinal));
    }

    /// <summary>The sandbox has no CloudTrail, so this looks at the request that the AWS CLI makes from the command.</summary>
    [InstalledFact("aws")]
    public async Task CloudTrail_is_asked_where_a_key_was_last_used_from_and_who_turned_one_off()
    {
        await using var world = await World.StartAsync();
        var (unused, off) = (world.Key("alice", used: 45), world.Key("bob", used: 100));
        off.Deactivate();
        await world.PassAsync();
        await using var trail = new CloudTrail(
            Event("ana", $$"""{"requestParameters":{"accessKeyId":"{{off.Id}}"},"sourceIPAddress":"198.51.100.7"}"""),
            Event("ben", """{"requestParameters":{"accessKeyId":"AKIAANOTHER"},"sourceIPAddress":"203.0.113.9"}"""));

        var commands = Lines(world.MailText, "aws cloudtrail ");
        commands.Length.ShouldBe(2, "of a key last used 100 days ago CloudTrail knows nothing any more");
        var (exitCode, output, error) = await new AwsCli(trail.Endpoint).Paste(string.Join('\n', commands));

        (exitCode, error).ShouldBe((0, ""));
        trail.Asked.ShouldBe(
        [
            ("eu-west-1", $$"""{"LookupAttributes": [{"AttributeKey": "AccessKeyId", "AttributeValue": "{{unused.Id}}"}]}"""),
            ("us-east-1", """{"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "UpdateAccessKey"}]}"""),
        ]);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3, "each event is a line");
        lines[2].ShouldContain("ana");
        lines[2].ShouldContain("198.51.100.7");
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/alice", "us-east-1")]
    [InlineData("arn:aws-us-gov:iam::111122223333:user/alice", "us-gov-west-1")]
    [InlineData("arn:aws-cn:iam::111122223333:user/alice", "cn-north-1")]
    [InlineData("arn:aws-eusc:iam::111122223333:user/alice", "eusc-de-east-1")]
    public void What_has_no_Region_is_looked_up_where_IAM_is(string arn, string region)
    {
        var key = A.Key with { User = A.User with { Arn = arn }, LastUse = new LastUse.At(A.DaysAgo(1), "iam", "N/A") };

        Trail.OfUse(key, A.Now)!.ShouldStartWith($"aws cloudtrail lookup-events --region {region} ");
        Trail.OfTurningOff(key).ShouldStartWith($"aws cloudtrail lookup-events --region {region} ");
    }

    [Fact]
    public void What_is_not_known_or_too_long_ago_is_not_looked_up()
    {
        Trail.OfUse(A.Key, A.Now).ShouldBeNull();
        Trail.OfUse(A.Key with { LastUse = LastUse.NotLookedUp }, A.Now).ShouldBeNull();
        Trail.OfUse(A.Key.UsedDaysAgo(90), A.Now).ShouldBeNull();
        Trail.OfUse(A.Key.UsedDaysAgo(89.9), A.Now).ShouldNotBeNull();
    }

    private static string[] Lines(string mail, string begin) => [.. mail.Split('\n').Where(line => line.StartsWith(begin, StringComparison.Ordinal))];

    private static string Event(string user, string whole) => $$"""{"EventId":"1","EventTime":1767500000,"EventName":"UpdateAccessKey","Username":"{{user}}","CloudTrailEvent":{{System.Text.Json.JsonSerializer.Serialize(whole)}}}""";

    private sealed class CloudTrail : IAsyncDisposable
    {
        private readonly HttpListener listener;
        private readonly Task serving;

        public CloudTrail(params string[] events)
        {
            (listener, var url) = Listening.OnAFreePort();
            Endpoint = new(url);
            serving = ServeAsync($$"""{"Events":[{{string.Join(',', events)}}]}""");
        }

        public Uri Endpoint { get; }

        /// <summary>Region and body of each request.</summary>
        public List<(string Region, string Body)> Asked { get; } = [];

        private async Task ServeAsync(string answer)
        {
            while (listener.IsListening)
            {
                try
                {
                    var call = await listener.GetContextAsync();
                    using var body = new StreamReader(call.Request.InputStream);
                    Asked.Add((call.Request.Headers["Authorization"]!.Split('/')[2], await body.ReadToEndAsync()));
                    call.Response.ContentType = "application/x-amz-json-1.1";
                    call.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: true);
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return; // stopped
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await serving;
        }
    }
}
