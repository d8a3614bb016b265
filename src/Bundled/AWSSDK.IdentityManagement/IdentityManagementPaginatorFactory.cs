using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace Amazon.IdentityManagement;

internal sealed class IdentityManagementPaginatorFactory(IAmazonIdentityManagementService client) : IIdentityManagementPaginatorFactory
{
    public IListAccessKeysPaginator ListAccessKeys(ListAccessKeysRequest request) => new AccessKeys(new(
        request, client.ListAccessKeysAsync, page => page.IsTruncated, (next, page) => next.Marker = page.Marker));

    public IListAccountAliasesPaginator ListAccountAliases(ListAccountAliasesRequest request) => new Aliases(new(
        request, client.ListAccountAliasesAsync, page => page.IsTruncated, (next, page) => next.Marker = page.Marker));

    public IListUserTagsPaginator ListUserTags(ListUserTagsRequest request) => new UserTags(new(
        request, client.ListUserTagsAsync, page => page.IsTruncated, (next, page) => next.Marker = page.Marker));

    public IListUsersPaginator ListUsers(ListUsersRequest request) => new AllUsers(new(
        request, client.ListUsersAsync, page => page.IsTruncated, (next, page) => next.Marker = page.Marker));

    private sealed class AccessKeys(Paginator<ListAccessKeysRequest, ListAccessKeysResponse> pages) : IListAccessKeysPaginator
    {
        public IPaginatedEnumerable<ListAccessKeysResponse> Responses => new PaginatedResponse<ListAccessKeysResponse>(pages);

        public IPaginatedEnumerable<AccessKeyMetadata> AccessKeyMetadata =>
            new PaginatedResultKeyResponse<ListAccessKeysResponse, AccessKeyMetadata>(pages, page => page.AccessKeyMetadata ?? []);
    }

    private sealed class Aliases(Paginator<ListAccountAliasesRequest, ListAccountAliasesResponse> pages) : IListAccountAliasesPaginator
    {
        public IPaginatedEnumerable<ListAccountAliasesResponse> Responses => new PaginatedResponse<ListAccountAliasesResponse>(pages);

        public IPaginatedEnumerable<string> AccountAliases =>
            new PaginatedResultKeyResponse<ListAccountAliasesResponse, string>(pages, page => page.AccountAliases ?? []);
    }

    private sealed class UserTags(Paginator<ListUserTagsRequest, ListUserTagsResponse> pages) : IListUserTagsPaginator
    {
        public IPaginatedEnumerable<ListUserTagsResponse> Responses => new PaginatedResponse<ListUserTagsResponse>(pages);

        public IPaginatedEnumerable<Tag> Tags => new PaginatedResultKeyResponse<ListUserTagsResponse, Tag>(pages, page => page.Tags ?? []);
    }

    private sealed class AllUsers(Paginator<ListUsersRequest, ListUsersResponse> pages) : IListUsersPaginator
    {
        public IPaginatedEnumerable<ListUsersResponse> Responses => new PaginatedResponse<ListUsersResponse>(pages);

        public IPaginatedEnumerable<User> Users => new PaginatedResultKeyResponse<ListUsersResponse, User>(pages, page => page.Users ?? []);
    }
}
