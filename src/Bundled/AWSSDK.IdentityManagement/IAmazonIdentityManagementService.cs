using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.IdentityManagement;

/// <summary>The IAM operations of this subset. The official interface has many more: derive from the client in tests, do not implement this.</summary>
/// <remarks>Every operation throws <see cref="AmazonIdentityManagementServiceException"/>; the typed ones are named on each.</remarks>
public interface IAmazonIdentityManagementService : IAmazonService, IDisposable
{
    /// <summary>Walks over the pages of the List operations.</summary>
    IIdentityManagementPaginatorFactory Paginators { get; }

    /// <summary>Deletes an access key for good. Errors: LimitExceeded, NoSuchEntity, ServiceFailure.</summary>
    Task<DeleteAccessKeyResponse> DeleteAccessKeyAsync(DeleteAccessKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Has IAM make a credential report, at most every four hours. Errors: LimitExceeded, ServiceFailure.</summary>
    Task<GenerateCredentialReportResponse> GenerateCredentialReportAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="GenerateCredentialReportAsync(CancellationToken)"/>
    Task<GenerateCredentialReportResponse> GenerateCredentialReportAsync(
        GenerateCredentialReportRequest request, CancellationToken cancellationToken = default);

    /// <summary>When and where a key was last used. Errors: none typed, NoSuchEntity included.</summary>
    Task<GetAccessKeyLastUsedResponse> GetAccessKeyLastUsedAsync(
        GetAccessKeyLastUsedRequest request, CancellationToken cancellationToken = default);

    /// <summary>The account's entity counts and quotas. Errors: ServiceFailure.</summary>
    Task<GetAccountSummaryResponse> GetAccountSummaryAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="GetAccountSummaryAsync(CancellationToken)"/>
    Task<GetAccountSummaryResponse> GetAccountSummaryAsync(GetAccountSummaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>The last credential report. Errors: CredentialReportExpired, -NotPresent, -NotReady, ServiceFailure.</summary>
    Task<GetCredentialReportResponse> GetCredentialReportAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="GetCredentialReportAsync(CancellationToken)"/>
    Task<GetCredentialReportResponse> GetCredentialReportAsync(
        GetCredentialReportRequest request, CancellationToken cancellationToken = default);

    /// <summary>The user whose credentials sign the request. Errors: NoSuchEntity, ServiceFailure.</summary>
    Task<GetUserResponse> GetUserAsync(CancellationToken cancellationToken = default);

    /// <summary>One user, or the caller if no name is given. Errors: NoSuchEntity, ServiceFailure.</summary>
    Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>The caller's own access keys. Errors: NoSuchEntity, ServiceFailure.</summary>
    Task<ListAccessKeysResponse> ListAccessKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>A page of a user's access keys. Errors: NoSuchEntity, ServiceFailure.</summary>
    Task<ListAccessKeysResponse> ListAccessKeysAsync(ListAccessKeysRequest request, CancellationToken cancellationToken = default);

    /// <summary>The account's alias, if it has one. Errors: ServiceFailure.</summary>
    Task<ListAccountAliasesResponse> ListAccountAliasesAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ListAccountAliasesAsync(CancellationToken)"/>
    Task<ListAccountAliasesResponse> ListAccountAliasesAsync(ListAccountAliasesRequest request, CancellationToken cancellationToken = default);

    /// <summary>A page of a user's tags. Errors: NoSuchEntity, ServiceFailure.</summary>
    Task<ListUserTagsResponse> ListUserTagsAsync(ListUserTagsRequest request, CancellationToken cancellationToken = default);

    /// <summary>The first page of all users, without their tags. Errors: ServiceFailure.</summary>
    Task<ListUsersResponse> ListUsersAsync(CancellationToken cancellationToken = default);

    /// <summary>A page of users, without their tags. Errors: ServiceFailure.</summary>
    Task<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds or overwrites tags. Errors: ConcurrentModification, InvalidInput, LimitExceeded, NoSuchEntity, ServiceFailure.</summary>
    Task<TagUserResponse> TagUserAsync(TagUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes tags. Errors: ConcurrentModification, NoSuchEntity, ServiceFailure.</summary>
    Task<UntagUserResponse> UntagUserAsync(UntagUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>Activates or deactivates a key. Errors: InvalidInput, LimitExceeded, NoSuchEntity, ServiceFailure.</summary>
    Task<UpdateAccessKeyResponse> UpdateAccessKeyAsync(UpdateAccessKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Where this client would send the request.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonIdentityManagementServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonIdentityManagementServiceClient(awsCredentials, (AmazonIdentityManagementServiceConfig)clientConfig);
}
