namespace Amazon.Lambda.Core;

/// <summary>The serializer of a handler method, or of all handlers of the assembly.</summary>
/// <param name="serializerType">A type with a public parameterless constructor that implements <see cref="ILambdaSerializer"/>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
