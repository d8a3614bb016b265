using System.Text.Json;
using Amazon.IdentityManagement;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Stories;

/// <summary>
/// An account on some ground and a live function beside it. There are two clocks: the ground dates keys and their use by its own clock, which a story
/// cannot move; the function has a clock that stands still until moved. So keys are created and used now, and days pass only for the function: for it, a
/// key last used a moment after another was created comes due that moment later.
/// </summary>
internal sealed class Story(Ground ground) : IDisposable
{
    private static readonly BasicAWSCredentials Role = new("ASIAKEYREAPERROLE000", "secret");

    // By walking, because a credential report is dated by the ground's clock, weeks behind the function's, and so is too old to be used.
    private readonly Dictionary<string, string?> environment = new() { ["DRY_RUN"] = "false", ["INVENTORY"] = "walk" };
    private SandboxClock clock = ClockAt(null);
    private string accountId = "";

    public WireAccount Account { get; } = new(ground.Endpoint);

    public string TopicArn => environment["TOPIC_ARN"]!;

    /// <summary>Now, by the function's clock and as its tags have it: the whole second, rounded up.</summary>
    public string Now => $"{WholeSecond(clock.GetUtcNow()):yyyy-MM-dd'T'HH:mm:ss'Z'}";

    /// <summary>The function's topic, and what it learns from Lambda.</summary>
    public async Task PrepareAsync()
    {
        environment["TOPIC_ARN"] = await Account.CreateTopicAsync("keyreaper");
        accountId = await Account.IdAsync();
    }

    public void With(string variable, string? value) => environment[variable] = value;

    /// <summary>A new user with a new key that has not been used.</summary>
    public async Task<IssuedKey> KeyAsync(string user)
    {
        await Account.CreateUserAsync(user);
        return await Account.CreateKeyAsync(user);
    }

    /// <summary>Makes a key and uses it, after everything that happened before.</summary>
    public async Task<IssuedKey> LaterUsedKeyAsync(Func<Task<IssuedKey>> make)
    {
        ground.LetTimePass();
        var key = await make();
        await Account.UseAsync(key);
        return key;
    }

    /// <summary>From now on the function's time is exactly so many days after that key was created.</summary>
    public void DaysAfter(IssuedKey key, int days) => clock = ClockAt(key.Created.AddDays(days));

    /// <summary>Lets so many days pass, with a pass at least every week and one at the end, none of which deletes anything.</summary>
    public async Task WatchAsync(int days)
    {
        for (var left = days; left > 0; left -= 7)
        {
            Days(Math.Min(left, 7));
            (await PassAsync()).Deleted.ShouldBe(0);
        }
    }

    /// <summary>Lets so many days pass, and the rest of a second, so that a period counted from a tag is over after its days.</summary>
    public void Days(int days) => clock = ClockAt(WholeSecond(clock.GetUtcNow().AddDays(days)));

    public async Task<Summary> PassAsync()
    {
        using var iam = new AmazonIdentityManagementServiceClient(Role, At(new AmazonIdentityManagementServiceConfig(), "us-east-1"));
        var function = new ReaperFunction(
            environment.GetValueOrDefault, clock, OwnAccountOnly.Of(iam, region => new AmazonSimpleNotificationServiceClient(Role, At(new AmazonSimpleNotificationServiceConfig(), region))), () => Stream.Null, new());

        using var request = new MemoryStream("{}"u8.ToArray());
        return await function.HandleAsync(request, new TestLambdaContext
        {
            Logger = new TestLambdaLogger(),
            RemainingTime = TimeSpan.FromMinutes(15),
            InvokedFunctionArn = $"arn:aws:lambda:eu-west-1:{accountId}:function:keyreaper",
        });
    }

    /// <summary>What was published so far.</summary>
    public Task<IReadOnlyList<Published>> MessagesAsync() => ground.PublishedAsync(TopicArn);

    /// <summary>The subject and the e-mail's text of each message.</summary>
    public async Task<IReadOnlyList<(string? Subject, string Text)>> MailsAsync() =>
        [.. (await MessagesAsync()).Select(message => (message.Subject, JsonDocument.Parse(message.Message).RootElement.GetProperty("default").GetString()!))];

    public void Dispose() => Account.Dispose();

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks((TimeSpan.TicksPerSecond - (time.Ticks % TimeSpan.TicksPerSecond)) % TimeSpan.TicksPerSecond);

    /// <summary>A clock on which pauses between messages are over at once.</summary>
    private static SandboxClock ClockAt(DateTimeOffset? time)
    {
        var clock = SandboxClock.Frozen(time);
        clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(1);
        return clock;
    }

    private T At<T>(T config, string region) where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion) = (ground.Endpoint.ToString(), region);
        return config;
    }
}
