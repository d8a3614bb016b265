using System.Collections.Immutable;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>An IAM user of the sandbox.</summary>
public sealed class SandboxUser
{
    private readonly Delayed<string> path;
    private readonly Delayed<ImmutableList<SandboxAccessKey>> accessKeys;
    private readonly Delayed<ImmutableSortedDictionary<string, string>> tags;
    private DateTimeOffset tagged;

    internal SandboxUser(SandboxAccount account, string name, string path, DateTimeOffset created, string userId)
    {
        (Account, Name, Created, UserId) = (account, name, created.WholeSeconds(), userId);
        this.path = new(account.Propagation, path);
        accessKeys = new(account.Propagation, []);
        tags = new(account.Propagation, ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The account the user belongs to.</summary>
    public SandboxAccount Account { get; }

    /// <summary>The user's name, unique in the account ignoring case.</summary>
    public string Name
    {
        get { lock (Gate) { return field; } }
        internal set { lock (Gate) { field = value; } }
    }

    /// <summary><c>/</c> or <c>/some/path/</c>.</summary>
    public string Path
    {
        get { lock (Gate) { return path.Current; } }
    }

    /// <summary>21 characters, AIDA first.</summary>
    public string UserId { get; }

    /// <summary>CreateDate, whole seconds.</summary>
    public DateTimeOffset Created { get; }

    /// <summary><c>arn:PARTITION:iam::ACCOUNT:user/PATH/NAME</c>.</summary>
    public string Arn => ArnOf(Path, Name);

    /// <summary>
    /// The tags as they are now, sorted by key. Keys are compared ignoring case and keep the case in which they were written
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html).
    /// </summary>
    public IReadOnlyDictionary<string, string> Tags
    {
        get { lock (Gate) { return tags.Current; } }
    }

    /// <summary>The access keys as they are now, oldest first.</summary>
    public IReadOnlyList<SandboxAccessKey> AccessKeys
    {
        get { lock (Gate) { return accessKeys.Current; } }
    }

    /// <summary>The console password; null if there is none.</summary>
    public SandboxPassword? Password
    {
        get { lock (Gate) { return field; } }
        set { lock (Gate) { field = value; } }
    }

    /// <summary>What else the user has, in the order in which it was added.</summary>
    public ImmutableList<SandboxBelonging> Belongings
    {
        get { lock (Gate) { return field; } }
        set { lock (Gate) { field = value; } }
    } = [];

    internal Lock Gate => Account.Gate;

    internal string SeenPath => path.Seen;

    internal string SeenArn => ArnOf(SeenPath, Name);

    internal ImmutableSortedDictionary<string, string> SeenTags => tags.Seen;

    internal ImmutableList<SandboxAccessKey> SeenAccessKeys => accessKeys.Seen;

    /// <summary>The user's access key of that id.</summary>
    /// <exception cref="SandboxException">NoSuchEntity: the user has no such key.</exception>
    public SandboxAccessKey AccessKey(string id)
    {
        lock (Gate)
        {
            return accessKeys.Current.Find(key => key.Id == id) ?? throw Errors.NoSuchAccessKey(id);
        }
    }

    /// <summary>Gives the user another path, and so another ARN. Keys, tags and user id stay.</summary>
    /// <param name="newPath"><c>/</c> or <c>/some/path/</c>.</param>
    public void MoveTo(string newPath)
    {
        lock (Gate)
        {
            path.Current = newPath;
        }
    }

    /// <summary>Gives the user another name, and so another ARN. Keys, tags and user id stay; the old name is free.</summary>
    /// <param name="newName">Unique in the account ignoring case. It may be the user's own, in whatever case.</param>
    /// <exception cref="SandboxException">EntityAlreadyExists: the name is another user's. NoSuchEntity: the user was deleted.</exception>
    public void Rename(string newName) => Account.Rename(this, newName);

    /// <summary>Sets a tag; one whose key differs only by case is replaced.</summary>
    public void Tag(string key, string value)
    {
        lock (Gate)
        {
            tags.Current = tags.Current.Remove(key).Add(key, value);
        }
    }

    /// <summary>Removes a tag; does nothing if there is none.</summary>
    public void Untag(string key)
    {
        lock (Gate)
        {
            tags.Current = tags.Current.Remove(key);
        }
    }

    /// <summary>Creates an active access key, even beyond IAM's limit of two, which calls made at the same time have exceeded in real accounts.</summary>
    /// <param name="created">CreateDate; now on the sandbox clock if not given.</param>
    /// <param name="id">The key's id; the next of the account's sequence if not given.</param>
    public SandboxAccessKey CreateAccessKey(DateTimeOffset? created = null, string? id = null) => CreateAccessKey(created, id, by: null);

    internal SandboxAccessKey CreateAccessKey(DateTimeOffset? created, string? id, string? by)
    {
        lock (Gate)
        {
            var key = Account.NewAccessKey(this, created, id, by);
            accessKeys.Current = accessKeys.Current.Add(key);
            return key;
        }
    }

    /// <exception cref="SandboxException">ConcurrentModification: another call's tagging is still under way.</exception>
    internal void BeginTagging()
    {
        lock (Gate)
        {
            var now = Account.Clock.GetUtcNow();
            if (now >= tagged && now < tagged + Account.TaggingTakes) throw Errors.ConcurrentModification();
            tagged = now;
        }
    }

    internal string ArnOf(string somePath, string name) => $"arn:{Account.Partition}:iam::{Account.Id}:user{somePath}{name}";

    internal void Remove(SandboxAccessKey key)
    {
        lock (Gate)
        {
            accessKeys.Current = accessKeys.Current.Remove(key);
        }
    }
}
