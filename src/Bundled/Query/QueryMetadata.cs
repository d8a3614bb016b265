using Amazon.Runtime.Internal;

namespace KeyReaper.Bundled.Query;

/// <summary>The service's id, by which profiles and environment variables name its endpoint.</summary>
internal sealed class QueryMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
