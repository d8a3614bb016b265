using System.Text.Json;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Sweeps;

namespace KeyReaper.Tests.Given.InMemory;

/// <summary>What is played in memory goes the same way over the wire: the same calls, answers, errors, effects, reports and logs.</summary>
public class InMemoryTests
{
    private const string Alice = "alice";

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.None, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Unavailable, FaultKind.ResetBeforeEffect, FaultKind.ResetAfterEffect,
        FaultKind.AccessDenied, FaultKind.NoSuchEntity, FaultKind.ConcurrentModification, FaultKind.Error,
    ];

    public static TheoryData<string> Actions => [.. Call.All.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Each_call_has_the_same_answer_or_error_after_as_many_tries_and_the_same_effect(string name)
    {
        foreach (var (kind, times) in from kind in Kinds from times in Enumerable.Range(1, 2) select (kind, times))
        {
            var fault = Of(kind) with { Times = times };

            (await PlayedAsync(name, fault, inMemory: true)).ShouldBe(await PlayedAsync(name, fault, inMemory: false), $"{name} meets {kind} x{times}");
        }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task Passes_make_the_same_calls_and_leave_the_same_account_reports_and_log(string inventory)
    {
        var (calls, _) = await CallName.UndisturbedAsync(inventory);
        Fault?[] faults = [null, .. calls.Select((call, i) => Of(Kinds[1 + (i % (Kinds.Length - 1))]) with { When = call.Fits, Skip = call.Occurrence })];

        foreach (var fault in faults)
        {
            var overWire = await PassesAsync(SweptAccount.InProcess(inventory), fault);
            var inMemory = await PassesAsync(SweptAccount.InMemory(inventory), fault);
            inMemory.Except(overWire).ShouldBe(overWire.Except(inMemory), $"{fault?.Kind}");
            inMemory.ShouldBe(overWire, $"{fault?.Kind}");
        }
    }

    private static Fault Of(FaultKind kind) => new() { Kind = kind, Status = 409, Code = "LimitExceeded", Message = "Cannot exceed quota" };

    private static async Task<string> PlayedAsync(string name, Fault fault, bool inMemory)
    {
        await using var sandbox = SandboxServer.WithoutSocket(new() { PageSize = 2 });
        var key = Populate(sandbox);
        sandbox.Faults.Add(fault);
        using var memory = new InMemoryClients(sandbox, History.Role);
        using var wire = new ImpatientClients(new InProcess(sandbox, new()), sandbox.Endpoint);
        var call = Call.All.Single(one => one.Name == name);

        string ended;
        try
        {
            ended = Shown(await call.Play(inMemory ? memory.Iam : wire.Iam, key));
        }
        catch (AmazonServiceException error)
        {
            ended = $"{error.GetType()} {error.ErrorCode} {error.StatusCode} {error.ErrorType} {error.RequestId} {error.Message}";
        }
        catch (HttpRequestException error)
        {
            ended = $"{error.GetType()} {error.Message}";
        }

        return string.Join('\n', [ended, .. sandbox.Calls.Select(Shown), sandbox.Account.Snapshot()]);
    }

    private static async Task<string[]> PassesAsync(SweptAccount account, Fault? fault)
    {
        await using var _ = account;
        if (fault is not null) account.Sandbox.Faults.Add(fault);
        var errors = new List<Exception?> { await account.PassAsync() };
        if (fault is null) errors.Add(await account.GracePassesAsync());

        return
        [
            .. errors.Select(error => $"{error?.GetType()} {error?.Message}"),
            .. account.Sandbox.Calls.Select(Shown).Order(StringComparer.Ordinal), // concurrent calls come in any order
            .. account.History.Passes.SelectMany(pass => pass.Sent).Select(message => $"{message.Subject}\n{message.Message}"),
            .. account.History.Passes.Select(pass => pass.Log),
            account.State,
        ];
    }

    private static SandboxAccessKey Populate(SandboxServer sandbox)
    {
        sandbox.Account.Alias = "played";
        var user = sandbox.Account.CreateUser(Alice, "/ops/");
        user.Tag("owner", "Anna Ødegård");
        user.Tag("empty", "");
        user.Tag("blank", "  ");
        var key = user.CreateAccessKey();
        key.Use();
        user.CreateAccessKey().Deactivate();
        sandbox.Account.CreateUser("bob");
        sandbox.Account.CreateUser("carol").CreateAccessKey();
        sandbox.Account.CredentialReport.Store();
        return key;
    }

    private static string Shown(SandboxCall call) =>
        $"{call} {call.AccountId} {call.CallerAccessKeyId} {string.Join('&', call.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}";

    /// <summary>The whole answer, except its length and what only exists in HTTP.</summary>
    private static string Shown(AmazonWebServiceResponse response)
    {
        response.ContentLength = 0;
        response.ResponseMetadata.Metadata.Clear();
        var report = (response as GetCredentialReportResponse)?.Content.ToArray();
        return $"{JsonSerializer.Serialize<object>(response, Readable)} {(report is null ? "" : Convert.ToBase64String(report))}";
    }

    private static readonly JsonSerializerOptions Readable = new() { Converters = { new NotRead() } };

    private sealed class NotRead : System.Text.Json.Serialization.JsonConverter<Stream>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Stream));

        public override Stream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Stream value, JsonSerializerOptions options) => writer.WriteNullValue();
    }

    /// <summary>The calls that KeyReaper makes, each once allowed and once refused.</summary>
    private sealed record Call(string Name, Func<IAmazonIdentityManagementService, SandboxAccessKey, Task<AmazonWebServiceResponse>> Play)
    {
        public static IReadOnlyList<Call> All { get; } =
        [
            new("the aliases", async (iam, _) => await iam.ListAccountAliasesAsync()),
            new("users", async (iam, _) => await iam.ListUsersAsync(new ListUsersRequest { MaxItems = 1000 })),
            new("users by page", async (iam, _) =>
            {
                var pages = new List<AmazonWebServiceResponse>();
                await foreach (var page in iam.Paginators.ListUsers(new()).Responses) pages.Add(page);
                return pages[^1];
            }),
            new("users of no path", async (iam, _) => await iam.ListUsersAsync(new ListUsersRequest { PathPrefix = "/nowhere/" })),
            new("users from a wrong marker", async (iam, _) => await iam.ListUsersAsync(new ListUsersRequest { Marker = "?" })),
            new("a user", async (iam, _) => await iam.GetUserAsync(new GetUserRequest { UserName = Alice })),
            new("a user without tags", async (iam, _) => await iam.GetUserAsync(new GetUserRequest { UserName = "bob" })),
            new("no user", async (iam, _) => await iam.GetUserAsync(new GetUserRequest { UserName = "nobody" })),
            new("keys", async (iam, _) => await iam.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = Alice })),
            new("no keys", async (iam, _) => await iam.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = "bob" })),
            new("keys of nobody", async (iam, _) => await iam.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = "nobody" })),
            new("a last use", async (iam, key) => await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Id })),
            new("no last use", async (iam, key) => await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.User.AccessKeys[1].Id })),
            new("a last use of no key", async (iam, _) => await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" })),
            new("turn off", async (iam, key) => await iam.UpdateAccessKeyAsync(new() { UserName = Alice, AccessKeyId = key.Id, Status = StatusType.Inactive })),
            new("turn another's off", async (iam, key) => await iam.UpdateAccessKeyAsync(new() { UserName = "bob", AccessKeyId = key.Id, Status = StatusType.Inactive })),
            new("delete", async (iam, key) => await iam.DeleteAccessKeyAsync(new() { UserName = Alice, AccessKeyId = key.Id })),
            new("delete what is not there", async (iam, _) => await iam.DeleteAccessKeyAsync(new() { UserName = Alice, AccessKeyId = "AKIAIOSFODNN7EXAMPLE" })),
            new("tag", async (iam, key) => await iam.TagUserAsync(new() { UserName = Alice, Tags = [new() { Key = $"keyreaper:key:{key.Id}", Value = "active 2026-01-05T06:00:00Z" }] })),
            new("tag with what may not be", async (iam, _) => await iam.TagUserAsync(new() { UserName = Alice, Tags = [new() { Key = "aws:x", Value = "" }] })),
            new("untag", async (iam, _) => await iam.UntagUserAsync(new() { UserName = Alice, TagKeys = ["owner"] })),
            new("make the report", async (iam, _) => await iam.GenerateCredentialReportAsync()),
            new("the report", async (iam, _) => await iam.GetCredentialReportAsync()),
        ];
    }
}
