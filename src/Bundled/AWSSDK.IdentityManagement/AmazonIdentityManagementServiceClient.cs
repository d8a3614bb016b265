using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using KeyReaper.Bundled.Query;
using Config = Amazon.IdentityManagement.AmazonIdentityManagementServiceConfig;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.IdentityManagement;

/// <summary>A client for AWS Identity and Access Management, over the Query protocol of API version 2010-05-08.</summary>
public class AmazonIdentityManagementServiceClient : AmazonServiceClient, IAmazonIdentityManagementService
{
    /// <summary>Credentials and region from the environment, the profile or the compute platform.</summary>
    public AmazonIdentityManagementServiceClient() : this(new Config()) { }

    /// <summary>Default credentials in the given region. Every region of a partition leads to the same endpoint.</summary>
    public AmazonIdentityManagementServiceClient(RegionEndpoint region) : this(new Config { RegionEndpoint = region }) { }

    /// <summary>Default credentials and the given settings.</summary>
    public AmazonIdentityManagementServiceClient(Config config) : base(config) => Paginators = new IdentityManagementPaginatorFactory(this);

    /// <summary>The given credentials and the default region.</summary>
    public AmazonIdentityManagementServiceClient(AWSCredentials credentials) : this(credentials, new Config()) { }

    /// <summary>The given credentials and region.</summary>
    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new Config { RegionEndpoint = region }) { }

    /// <summary>The given credentials and settings.</summary>
    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, Config clientConfig)
        : base(credentials, clientConfig) => Paginators = new IdentityManagementPaginatorFactory(this);

    /// <summary>A long-term key pair and the default region.</summary>
    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new Config()) { }

    /// <summary>A long-term key pair and the given region.</summary>
    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new Config { RegionEndpoint = region }) { }

    /// <summary>A long-term key pair and the given settings.</summary>
    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) => Paginators = new IdentityManagementPaginatorFactory(this);

    /// <summary>Temporary credentials and the default region.</summary>
    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new Config()) { }

    /// <summary>Temporary credentials and the given region.</summary>
    public AmazonIdentityManagementServiceClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new Config { RegionEndpoint = region }) { }

    /// <summary>Temporary credentials and the given settings.</summary>
    public AmazonIdentityManagementServiceClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) => Paginators = new IdentityManagementPaginatorFactory(this);

    /// <inheritdoc/>
    public IIdentityManagementPaginatorFactory Paginators { get; }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata { get; } = new QueryMetadata(AmazonIdentityManagementServiceConfig.ServiceId);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.SignAndResolveEndpoint();

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new(request));

    /// <inheritdoc/>
    public virtual Task<DeleteAccessKeyResponse> DeleteAccessKeyAsync(DeleteAccessKeyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteAccessKeyResponse>(request, KeyOperations.DeleteAccessKey, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GenerateCredentialReportResponse> GenerateCredentialReportAsync(CancellationToken cancellationToken = default) =>
        GenerateCredentialReportAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GenerateCredentialReportResponse> GenerateCredentialReportAsync(
        GenerateCredentialReportRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GenerateCredentialReportResponse>(request, AccountOperations.GenerateCredentialReport, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetAccessKeyLastUsedResponse> GetAccessKeyLastUsedAsync(
        GetAccessKeyLastUsedRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAccessKeyLastUsedResponse>(request, KeyOperations.GetAccessKeyLastUsed, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetAccountSummaryResponse> GetAccountSummaryAsync(CancellationToken cancellationToken = default) =>
        GetAccountSummaryAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetAccountSummaryResponse> GetAccountSummaryAsync(
        GetAccountSummaryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAccountSummaryResponse>(request, AccountOperations.GetAccountSummary, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetCredentialReportResponse> GetCredentialReportAsync(CancellationToken cancellationToken = default) =>
        GetCredentialReportAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetCredentialReportResponse> GetCredentialReportAsync(
        GetCredentialReportRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetCredentialReportResponse>(request, AccountOperations.GetCredentialReport, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetUserResponse> GetUserAsync(CancellationToken cancellationToken = default) => GetUserAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetUserResponse>(request, UserOperations.GetUser, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListAccessKeysResponse> ListAccessKeysAsync(CancellationToken cancellationToken = default) =>
        ListAccessKeysAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListAccessKeysResponse> ListAccessKeysAsync(ListAccessKeysRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccessKeysResponse>(request, KeyOperations.ListAccessKeys, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListAccountAliasesResponse> ListAccountAliasesAsync(CancellationToken cancellationToken = default) =>
        ListAccountAliasesAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListAccountAliasesResponse> ListAccountAliasesAsync(
        ListAccountAliasesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountAliasesResponse>(request, AccountOperations.ListAccountAliases, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListUserTagsResponse> ListUserTagsAsync(ListUserTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListUserTagsResponse>(request, UserOperations.ListUserTags, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListUsersResponse> ListUsersAsync(CancellationToken cancellationToken = default) => ListUsersAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListUsersResponse>(request, UserOperations.ListUsers, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<TagUserResponse> TagUserAsync(TagUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagUserResponse>(request, UserOperations.TagUser, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UntagUserResponse> UntagUserAsync(UntagUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UntagUserResponse>(request, UserOperations.UntagUser, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UpdateAccessKeyResponse> UpdateAccessKeyAsync(UpdateAccessKeyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateAccessKeyResponse>(request, KeyOperations.UpdateAccessKey, cancellationToken);
}
