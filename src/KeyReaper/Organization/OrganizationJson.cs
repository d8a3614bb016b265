using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KeyReaper.Reporting;

namespace KeyReaper.Organization;

/// <summary>What the state machine and the functions say to each other.</summary>
[JsonSerializable(typeof(DigestRequest))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunSummary))]
public sealed partial class OrganizationJson : JsonSerializerContext
{
    /// <summary>As the answers are written.</summary>
    internal static OrganizationJson Measuring { get; } = new(JsonReportJson.RelaxedOptions());

    internal int Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)GetTypeInfo(typeof(T))!).Length;
}
