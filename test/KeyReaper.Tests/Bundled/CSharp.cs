using System.Reflection;

namespace KeyReaper.Tests.Bundled;

/// <summary>Members as C# declares them.</summary>
internal static class CSharp
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
    };

    public static string Name(Type type) => type switch
    {
        _ when Keywords.TryGetValue(type, out var keyword) => keyword,
        _ when Nullable.GetUnderlyingType(type) is { } value => $"{Name(value)}?",
        { IsArray: true } => $"{Name(type.GetElementType()!)}[]",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };

    /// <summary>Null for what a consumer cannot see, for the methods behind properties, and for overrides with the same parameter names as what they override.</summary>
    public static string? Signature(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when Access(constructor) is { } access => $"{access}.ctor({Parameters(constructor)})",
        MethodInfo { Name: "op_Implicit" } conversion => $"static implicit operator {Name(conversion.ReturnType)}({Parameters(conversion)})",
        MethodInfo { IsSpecialName: false } method when (!IsOverride(method) || HasNamesOfItsOwn(method)) && Access(method) is { } access =>
            $"{access}{Modifier(method)}{Name(method.ReturnType)} {method.Name}{TypeParameters(method)}({Parameters(method)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true)[0] is var first && !IsOverride(first) && Access(first) is { } access =>
            $"{access}{Modifier(first)}{Name(property.PropertyType)} {property.Name} {Accessors(property)}",
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } constant => $"{constant.Name} = {Convert.ToInt64(constant.GetRawConstantValue())}",
        FieldInfo { IsPublic: true, IsStatic: true, IsInitOnly: true } field => $"static readonly {Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string? Access(MethodBase method) => method switch
    {
        { IsPublic: true } => "",
        { IsFamily: true } or { IsFamilyOrAssembly: true } => "protected ",
        _ => null,
    };

    private static bool HasNamesOfItsOwn(MethodInfo method) =>
        !method.GetParameters().Select(parameter => parameter.Name).SequenceEqual(method.GetBaseDefinition().GetParameters().Select(parameter => parameter.Name));

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    private static string Modifier(MethodInfo method) => method switch
    {
        _ when IsOverride(method) => "override ",
        { IsStatic: true } => "static ",
        { IsAbstract: true, DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "") + $"{Name(parameter.ParameterType)} {parameter.Name}" + (parameter.IsOptional ? " = default" : "")));

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } reader && Access(reader) is not null ? "get; " : "";
        var set = property.SetMethod is { } writer && Access(writer) is not null ? "set; " : "";
        return $"{{ {get}{set}}}";
    }
}
