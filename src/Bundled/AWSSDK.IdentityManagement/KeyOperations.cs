using Amazon.IdentityManagement.Model;
using KeyReaper.Bundled.Query;
using static Amazon.IdentityManagement.IdentityManagementApi;

namespace Amazon.IdentityManagement;

/// <summary>The operations on access keys, on the wire.</summary>
internal static class KeyOperations
{
    private static readonly XmlShape<AccessKeyMetadata> Key = new(
        ("AccessKeyId", (key, xml) => key.AccessKeyId = xml.Text()),
        ("CreateDate", (key, xml) => key.CreateDate = xml.Time()),
        ("Status", (key, xml) => key.Status = xml.Text()),
        ("UserName", (key, xml) => key.UserName = xml.Text()));

    private static readonly XmlShape<AccessKeyLastUsed> LastUsed = new(
        ("LastUsedDate", (use, xml) => use.LastUsedDate = xml.Time()),
        ("Region", (use, xml) => use.Region = xml.Text()),
        ("ServiceName", (use, xml) => use.ServiceName = xml.Text()));

    public static readonly QueryOperation<ListAccessKeysRequest, ListAccessKeysResponse> ListAccessKeys = new(
        Iam,
        nameof(ListAccessKeys),
        (request, parameters) =>
        {
            parameters.Write("Marker", request.Marker);
            parameters.Write("MaxItems", request.MaxItems);
            parameters.Write("UserName", request.UserName);
        },
        new(
            ("AccessKeyMetadata", (response, xml) => response.AccessKeyMetadata = xml.Members(Key.Read)),
            ("IsTruncated", (response, xml) => response.IsTruncated = xml.Flag()),
            ("Marker", (response, xml) => response.Marker = xml.Text())),
        NoSuchEntity,
        ServiceFailure);

    public static readonly QueryOperation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> GetAccessKeyLastUsed = new(
        Iam,
        nameof(GetAccessKeyLastUsed),
        (request, parameters) => parameters.Write("AccessKeyId", request.AccessKeyId),
        new(
            ("AccessKeyLastUsed", (response, xml) => response.AccessKeyLastUsed = LastUsed.Read(xml)),
            ("UserName", (response, xml) => response.UserName = xml.Text())));

    public static readonly QueryOperation<UpdateAccessKeyRequest, UpdateAccessKeyResponse> UpdateAccessKey = new(
        Iam,
        nameof(UpdateAccessKey),
        (request, parameters) =>
        {
            parameters.Write("AccessKeyId", request.AccessKeyId);
            parameters.Write("Status", request.Status);
            parameters.Write("UserName", request.UserName);
        },
        null,
        InvalidInput,
        LimitExceeded,
        NoSuchEntity,
        ServiceFailure);

    public static readonly QueryOperation<DeleteAccessKeyRequest, DeleteAccessKeyResponse> DeleteAccessKey = new(
        Iam,
        nameof(DeleteAccessKey),
        (request, parameters) =>
        {
            parameters.Write("AccessKeyId", request.AccessKeyId);
            parameters.Write("UserName", request.UserName);
        },
        null,
        LimitExceeded,
        NoSuchEntity,
        ServiceFailure);
}
