using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace KeyReaper.Tests.Bundled;

/// <summary>What a consumer can see of an assembly, as text: <c>type: member</c>. Overrides are left out.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Each type, and each member that it declares.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(type =>
        MembersOf(type).Select(member => $"{Name(type)}: {member}").Prepend(Head(type) + BasesOf(type)));

    public static string Name(Type type) => type.Namespace + "." + CSharp.Name(type);

    /// <summary>The type's own line up to its name.</summary>
    public static string Head(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var marked = type.IsDefined(typeof(RequiresUnreferencedCodeAttribute), inherit: false) ? "[RequiresUnreferencedCode] " : "";
        return $"{marked}{kind} {Name(type)}";
    }

    /// <summary>The names of all types that the type derives from or implements.</summary>
    public static IEnumerable<string> AllBasesOf(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return CSharp.Name(ancestor);
        }

        foreach (var implemented in type.GetInterfaces())
        {
            yield return CSharp.Name(implemented);
        }
    }

    /// <summary>The members that the type declares, or those it declares and inherits.</summary>
    public static IEnumerable<string> MembersOf(Type type, bool inherited = false)
    {
        var declared = type.GetMembers(Declared).Select(CSharp.Signature).OfType<string>();
        return inherited && type.BaseType is { } ancestor
            ? declared.Concat(MembersOf(ancestor, inherited: true).Where(member => !member.Contains(".ctor(", StringComparison.Ordinal)))
            : declared;
    }

    private static string BasesOf(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        var own = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).ToList();
        var direct = own.Except(own.SelectMany(implemented => implemented.GetInterfaces()));
        List<Type> bases = [.. type.BaseType is { } parent && parent != typeof(object) ? [parent] : Type.EmptyTypes, .. direct];
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases.Select(CSharp.Name));
    }
}
