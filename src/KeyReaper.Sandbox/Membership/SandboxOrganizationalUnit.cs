using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace KeyReaper.Sandbox.Membership;

/// <summary>An organizational unit of the sandbox's organization, or its root.</summary>
public sealed class SandboxOrganizationalUnit
{
    private readonly SandboxOrganization organization;
    private ImmutableList<SandboxOrganizationalUnit> units = [];

    internal SandboxOrganizationalUnit(SandboxOrganization organization, SandboxOrganizationalUnit? parent, string id, string name) =>
        (this.organization, Parent, Id, Name) = (organization, parent, id, name);

    /// <summary><c>ou-a1b2-c3d4e5f6</c>; the root's is <c>r-a1b2</c>.</summary>
    public string Id { get; }

    /// <summary>Its name; the root's is <c>Root</c>.</summary>
    public string Name { get; }

    /// <summary>The unit that it is in; null for the root.</summary>
    public SandboxOrganizationalUnit? Parent { get; }

    /// <summary>The units directly in it, oldest first.</summary>
    public IReadOnlyList<SandboxOrganizationalUnit> Units => units;

    /// <summary>Its tags. Keys are case-sensitive, as in AWS Organizations.</summary>
    public IDictionary<string, string> Tags { get; } = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

    /// <summary><c>o-.../r-.../ou-.../</c>, with which the path of every account in it begins.</summary>
    internal string Path => $"{Parent?.Path ?? organization.Id + "/"}{Id}/";

    internal string Arn => $"{organization.ArnPrefix}{(Parent is null ? "root" : "ou")}/{organization.Id}/{Id}";

    internal string Type => Parent is null ? "ROOT" : "ORGANIZATIONAL_UNIT";

    /// <summary>Creates a unit in this one.</summary>
    public SandboxOrganizationalUnit CreateUnit(string name)
    {
        var unit = new SandboxOrganizationalUnit(organization, this, organization.NextUnitId(), name);
        ImmutableInterlocked.Update(ref units, list => list.Add(unit));
        return unit;
    }

    /// <summary>The unit of that id: this one or one below it; null if there is none.</summary>
    internal SandboxOrganizationalUnit? Find(string id) =>
        Id == id ? this : units.Select(unit => unit.Find(id)).FirstOrDefault(unit => unit is not null);
}
