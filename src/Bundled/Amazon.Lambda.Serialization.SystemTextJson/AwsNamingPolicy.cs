using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Names that no rule yields (<c>x-amz-id-2</c>, <c>x-amz-request-id</c>); all others by the fallback policy, or unchanged.</summary>
/// <param name="fallbackNamingPolicy">The policy for all other names.</param>
public class AwsNamingPolicy(JsonNamingPolicy fallbackNamingPolicy) : JsonNamingPolicy
{
    public AwsNamingPolicy() : this(null) { }

    /// <inheritdoc/>
    public override string ConvertName(string name) => name switch
    {
        "XAmzId2" => "x-amz-id-2",
        "XAmzRequestId" => "x-amz-request-id",
        _ => fallbackNamingPolicy?.ConvertName(name) ?? name,
    };
}
