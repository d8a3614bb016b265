using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>JSON by reflection over the types, names in camel case.</summary>
[RequiresUnreferencedCode("Types are read by reflection. For a trimmed function use SourceGeneratorLambdaJsonSerializer.")]
public class CamelCaseLambdaJsonSerializer() : DefaultLambdaJsonSerializer(options =>
    options.PropertyNamingPolicy = new AwsNamingPolicy(JsonNamingPolicy.CamelCase));
