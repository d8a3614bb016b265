using System.Globalization;
using System.Net;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using KeyReaper.Aws;
using ClockState = KeyReaper.Rules.ClockState;
using IamUser = KeyReaper.Rules.IamUser;
using Policy = KeyReaper.Rules.Policy;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>
/// IAM in memory, with one user and two keys: KeyReaper's own code for reading and acting runs on it thousands of times a second. It plays a pass's mishap
/// and the person who acts during the pass, and notes what is true when KeyReaper acts.
/// </summary>
internal class SmallIam(SmallClock clock) : AmazonIdentityManagementServiceClient(new AnonymousAWSCredentials(), new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.USEast1 })
{
    public const string User = "alice";
    public static readonly string[] KeyIds = ["AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"];

    private static readonly List<Tag> Fillers = [.. Enumerable.Range(1, IamUser.MostTags).Select(n => new Tag { Key = string.Create(CultureInfo.InvariantCulture, $"tag{n}"), Value = "" })];

    private static readonly ResponseMetadata Metadata = new() { RequestId = "1d1e0e3a-0000-0000-0000-000000000000" };

    private readonly Noted[] noted = new Noted[KeyIds.Length];
    private Meanwhile meanwhile;
    private bool acting;
    private int looks;
    private int writes;

    /// <summary>The keys as they are now.</summary>
    public Told[] Keys { get; } = new Told[KeyIds.Length];

    public IReadOnlyList<Noted> Noted => noted;

    /// <summary>The moments during the pass at which a person could have acted.</summary>
    public HashSet<int> Passed { get; } = [];

    /// <summary>For which keys anything was written.</summary>
    public bool[] Wrote { get; } = new bool[KeyIds.Length];

    /// <summary>Whether anything was written or should have been.</summary>
    public bool Attempted { get; private set; }

    protected Mishap Mishap { get; private set; }

    public virtual void Begin((Told First, Told Second) keys, Mishap mishap, Meanwhile person)
    {
        ((Keys[0], Keys[1]), Mishap, meanwhile) = (keys, mishap, person);
        (acting, looks, writes, Attempted) = (false, 0, 0, false);
        (clock.Second, clock.Reading) = (Moments.Look, null);
        Array.Clear(noted);
        Array.Clear(Wrote);
        Passed.Clear();
    }

    /// <summary>The inventory has been read; from now on calls belong to acts.</summary>
    public void BeginActing()
    {
        acting = true;
        clock.Reading = BeforeFirstWrite;
    }

    public override Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default)
    {
        CheckAlive();
        if (acting && looks++ == 0) Pass(Moments.BeforeSecondLook);
        for (var i = 0; i < Keys.Length; i++) Note(i, noted[i] with { ExemptWhenRead = Keys[i].Exempt });
        return Answer(new GetUserResponse { User = new("/", User, "AIDA", "arn:aws:iam::111122223333:user/alice", null) { Tags = Tags() } });
    }

    public override Task<ListAccessKeysResponse> ListAccessKeysAsync(ListAccessKeysRequest request, CancellationToken cancellationToken = default)
    {
        CheckAlive();
        var listed = new List<AccessKeyMetadata>();
        for (var i = 0; i < Keys.Length; i++)
        {
            var active = Keys[i] is { Exists: true, Active: true };
            Note(i, noted[i] with { ListedActive = noted[i].ListedActive || active, ActiveWhenRead = active });
            if (Shown(i) is { Exists: true } key)
                listed.Add(new() { UserName = User, AccessKeyId = KeyIds[i], Status = key.Active ? StatusType.Active : StatusType.Inactive, CreateDate = SmallClock.At(key.Created).UtcDateTime });
        }

        return Answer(new ListAccessKeysResponse { AccessKeyMetadata = listed, IsTruncated = false });
    }

    public override Task<GetAccessKeyLastUsedResponse> GetAccessKeyLastUsedAsync(GetAccessKeyLastUsedRequest request, CancellationToken cancellationToken = default)
    {
        CheckAlive();
        if (Mishap is Mishap.LastUseDenied) throw Denied();
        var i = Array.IndexOf(KeyIds, request.AccessKeyId);
        Note(i, noted[i] with { UsedWhenRead = Keys[i].Used });
        return Answer(new GetAccessKeyLastUsedResponse
        {
            UserName = User,
            AccessKeyLastUsed = Shown(i).Used is { } used ? new() { LastUsedDate = SmallClock.At(used).UtcDateTime, ServiceName = "s3", Region = "eu-west-1" } : new() { ServiceName = "N/A", Region = "N/A" },
        });
    }

    public override Task<TagUserResponse> TagUserAsync(TagUserRequest request, CancellationToken cancellationToken = default)
    {
        var i = BeginWriting(request.Tags.Single().Key[KeyClock.TagPrefix.Length..]);
        if (Mishap is Mishap.NoRoom && Keys[i].Tag is null) return RefuseForWantOfRoom(i);

        var tag = KeyClock.Parse(request.Tags.Single().Value)!;
        Write(i, Keys[i] with { Tag = new(tag.State, SmallClock.Of(tag.Since), SmallClock.Of(tag.Seen), tag.UnusedPeriod?.Days) });
        noted[i] = noted[i] with { Recorded = true, TimesReactivated = tag.TimesReactivated };
        return Answer(new TagUserResponse());
    }

    public override Task<UntagUserResponse> UntagUserAsync(UntagUserRequest request, CancellationToken cancellationToken = default)
    {
        var i = BeginWriting(request.TagKeys.Single()[KeyClock.TagPrefix.Length..]);
        Write(i, Keys[i] with { Tag = null });
        return Answer(new UntagUserResponse());
    }

    public override Task<UpdateAccessKeyResponse> UpdateAccessKeyAsync(UpdateAccessKeyRequest request, CancellationToken cancellationToken = default)
    {
        var i = BeginEffect(request.AccessKeyId);
        noted[i] = noted[i] with { Deactivated = clock.Second, TagAtEffect = Keys[i].Tag };
        Write(i, Keys[i] with { Active = request.Status == StatusType.Active });
        return AnswerToEffect(new UpdateAccessKeyResponse());
    }

    public override Task<DeleteAccessKeyResponse> DeleteAccessKeyAsync(DeleteAccessKeyRequest request, CancellationToken cancellationToken = default)
    {
        var i = BeginEffect(request.AccessKeyId);
        noted[i] = noted[i] with { Deleted = clock.Second, TagAtEffect = Keys[i].Tag };
        Write(i, Keys[i] with { Exists = false });
        return AnswerToEffect(new DeleteAccessKeyResponse());
    }

    /// <summary>A key as it is shown to KeyReaper.</summary>
    protected virtual Told Shown(int key) => Keys[key];

    /// <summary>The tags that are not KeyReaper's, as they are shown to it.</summary>
    /// <param name="others">How many of them there are.</param>
    protected virtual IEnumerable<Tag> OtherTags(int others) => Mishap is Mishap.NoRoom ? Fillers.Take(IamUser.MostTags - others) : [];

    protected virtual Task<TagUserResponse> RefuseForWantOfRoom(int key)
    {
        noted[key] = noted[key] with { TriedInVain = true };
        throw new LimitExceededException("Cannot exceed quota for TagsPerUser: 50", null!, ErrorType.Sender, "LimitExceeded", "", HttpStatusCode.Conflict);
    }

    private List<Tag> Tags()
    {
        var tags = new List<Tag>();
        if (Shown(0).Exempt || Shown(1).Exempt) tags.Add(new() { Key = Policy.ExemptTag, Value = "true" });
        for (var i = 0; i < Keys.Length; i++)
        {
            if (Shown(i).Tag is { } tag) tags.Add(new() { Key = KeyClock.TagKey(KeyIds[i]), Value = Text(tag) });
        }

        tags.AddRange(OtherTags(tags.Count));
        return tags;
    }

    private static string Text(Memory tag) => KeyClock.Format(new(
        tag.State, SmallClock.At(tag.Since), SmallClock.At(tag.Seen), tag.UnusedDays is { } days ? TimeSpan.FromDays(days) : null, TimesReactivated: tag.State is ClockState.Active ? 1 : 0));

    private void Note(int key, Noted now)
    {
        if (noted[key] is { Deactivated: null, Deleted: null }) noted[key] = now;
    }

    private int BeginEffect(string accessKeyId)
    {
        var key = BeginWriting(accessKeyId);
        return Mishap is Mishap.Forbidden ? throw Denied() : key;
    }

    private static AmazonIdentityManagementServiceException Denied() => new("It is forbidden.", null!, ErrorType.Sender, "AccessDenied", "", HttpStatusCode.Forbidden);

    private int BeginWriting(string accessKeyId)
    {
        CheckAlive();
        Attempted = true;
        if (writes == 0) BeforeFirstWrite();
        else if (writes == 1) Pass(Moments.BetweenWrites);
        clock.Second = Moments.Write(writes);
        return Array.IndexOf(KeyIds, accessKeyId);
    }

    private void Write(int key, Told now)
    {
        Keys[key] = now;
        Wrote[key] = true;
        writes++;
    }

    protected static Task<T> Answer<T>(T answer) where T : AmazonWebServiceResponse
    {
        answer.ResponseMetadata = Metadata;
        return Task.FromResult(answer);
    }

    private Task<T> AnswerToEffect<T>(T answer) where T : AmazonWebServiceResponse => Mishap is Mishap.AnswerLost ? throw new HttpRequestException("The answer was lost.") : Answer(answer);

    // A tag's value contains the time and is made before it is written.
    private void BeforeFirstWrite()
    {
        if (writes > 0 || clock.Second >= Moments.AfterSecondLook) return;
        Pass(Moments.AfterSecondLook);
        clock.Second = Moments.FirstWrite;
    }

    private void Pass(int moment)
    {
        clock.Second = moment;
        Passed.Add(moment);
        if (meanwhile.At != moment || !meanwhile.Deed.IsPossible(Keys[0])) return;
        Keys[0] = meanwhile.Deed.To(Keys[0], moment);
        Keys[1] = Keys[1] with { Exempt = Keys[0].Exempt };
    }

    private void CheckAlive()
    {
        if (writes >= Mishap.KilledAfter()) throw new HttpRequestException("The process was killed.");
    }
}
