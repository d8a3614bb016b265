using System.Collections.Frozen;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services;

/// <summary>A service and the protocol it speaks.</summary>
/// <param name="Name">The signing name: iam, sns, sts, organizations.</param>
/// <param name="Version">The API version.</param>
/// <param name="ServerErrorCode">The code of its 500.</param>
internal abstract record Service(string Name, string Version, string ServerErrorCode)
{
    private static readonly FrozenDictionary<string, Service> ByVersion =
        new[] { Iam.IamService.Definition, Sns.SnsService.Definition, Sts.StsService.Definition }
            .ToFrozenDictionary(service => service.Version, Service (service) => service);

    private static readonly FrozenDictionary<string, Service> ByTarget =
        new[] { Organizations.OrganizationsService.Definition }.ToFrozenDictionary(service => service.Target, Service (service) => service);

    /// <summary>The service of a Query request's Version.</summary>
    public static Service? OfVersion(string version) => ByVersion.GetValueOrDefault(version);

    /// <summary>The service of a JSON request's X-Amz-Target, given without the dot and the action.</summary>
    public static Service? OfTarget(string target) => ByTarget.GetValueOrDefault(target);

    public abstract bool Offers(string action);

    /// <summary>Performs the action and answers.</summary>
    public abstract Answer Act(Request request, string requestId);

    public abstract Answer Failure(SandboxException error, string requestId);
}
