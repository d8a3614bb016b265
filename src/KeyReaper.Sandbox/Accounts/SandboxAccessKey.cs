using System.Collections.Immutable;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>An access key of a sandbox user.</summary>
public sealed class SandboxAccessKey
{
    // Of several uses within 15 minutes only the first is recorded
    // (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html).
    private static readonly TimeSpan RecordingInterval = TimeSpan.FromMinutes(15);

    private readonly Delayed<string> status;
    private readonly Delayed<ImmutableList<RecordedUse>> uses; // oldest first, beginning with the newest that IAM already reports
    private readonly List<SandboxKeyEvent> history = [];

    internal SandboxAccessKey(SandboxUser user, string id, string secret, DateTimeOffset created, string? by)
    {
        (User, Id, Secret, Created) = (user, id, secret, created.WholeSeconds());
        (status, uses) = (new(user.Account.Propagation, "Active"), new(user.Account.Propagation, []));
        history.Add(new(created, SandboxKeyChange.Created, by));
    }

    /// <summary>20 characters, AKIA first, the same in every run.</summary>
    public string Id { get; }

    /// <summary>The secret a client signs with.</summary>
    public string Secret { get; }

    /// <summary>The user whose key this is.</summary>
    public SandboxUser User { get; }

    /// <summary>CreateDate, whole seconds.</summary>
    public DateTimeOffset Created { get; }

    /// <summary><c>Active</c> or <c>Inactive</c>; a test may set any other, since AWS may add some.</summary>
    public string Status
    {
        get { lock (User.Gate) { return status.Current; } }
        set => SetStatus(value, by: null);
    }

    /// <summary>The last use as IAM reports it now; null if it reports none.</summary>
    public SandboxLastUse? LastUsed
    {
        get { lock (User.Gate) { return Told(uses.Current); } }
    }

    /// <summary>What really happened to the key, whatever IAM reports, in order of time. A deleted key keeps its history.</summary>
    public IReadOnlyList<SandboxKeyEvent> History
    {
        get { lock (User.Gate) { return [.. history.OrderBy(one => one.At)]; } }
    }

    internal bool Exists => User.AccessKeys.Contains(this);

    internal string SeenStatus => status.Seen;

    internal SandboxLastUse? SeenLastUsed => Told(uses.Seen);

    internal SandboxLastUse? LastRecorded => uses.Current.LastOrDefault()?.Use;

    /// <summary>Turns the key on.</summary>
    public void Activate() => Status = "Active";

    /// <summary>Turns the key off.</summary>
    public void Deactivate() => Status = "Inactive";

    /// <summary>Deletes the key. Its id stays known to the sandbox as one that no longer works.</summary>
    public void Delete() => Delete(by: null);

    /// <summary>
    /// Uses the key at <paramref name="at"/> (now on the sandbox clock if not given), whatever its status. A use before the recorded one, or less
    /// than 15 minutes after it, does not change the record. IAM reports the use <paramref name="toldAfter"/> later, or if that is not given after
    /// <see cref="SandboxPropagation.LastUse"/>.
    /// </summary>
    public void Use(string service = "s3", string region = "eu-west-1", DateTimeOffset? at = null, TimeSpan? toldAfter = null)
    {
        lock (User.Gate)
        {
            var used = at ?? Now;
            var last = uses.Current.LastOrDefault();
            if (last is null || used.WholeSeconds() >= last.Use.At + RecordingInterval)
            {
                var delay = toldAfter ?? User.Account.Propagation.LastUse;
                last = new(new(used.WholeSeconds(), service, region), used + delay, AtOnce: delay == TimeSpan.Zero);
                uses.Current = [.. uses.Current.Skip(Math.Max(0, uses.Current.FindLastIndex(IsTold))), last];
            }

            history.Add(new(used, SandboxKeyChange.Used) { ToldFrom = used < last.Use.At ? null : last.ToldFrom });
        }
    }

    internal void SetStatus(string newStatus, string? by)
    {
        lock (User.Gate)
        {
            var (was, @is) = (status.Current == "Active", newStatus == "Active");
            status.Current = newStatus;
            if (was != @is) history.Add(new(Now, @is ? SandboxKeyChange.TurnedOn : SandboxKeyChange.TurnedOff, by));
        }
    }

    internal void Delete(string? by)
    {
        lock (User.Gate)
        {
            if (!Exists) return;
            User.Remove(this);
            history.Add(new(Now, SandboxKeyChange.Deleted, by));
        }
    }

    private DateTimeOffset Now => User.Account.Clock.GetUtcNow();

    private SandboxLastUse? Told(ImmutableList<RecordedUse> recorded) => recorded.FindLast(IsTold)?.Use;

    private bool IsTold(RecordedUse use) => use.AtOnce || use.ToldFrom <= Now;

    /// <param name="AtOnce">Whether it was reported at once. It then still is if the clock is turned back.</param>
    private sealed record RecordedUse(SandboxLastUse Use, DateTimeOffset ToldFrom, bool AtOnce);
}
