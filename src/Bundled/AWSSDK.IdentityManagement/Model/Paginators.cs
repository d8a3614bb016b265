using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Makes paginators. Each can be walked once, and moves the marker of the request it was given.</summary>
public interface IIdentityManagementPaginatorFactory
{
    IListAccessKeysPaginator ListAccessKeys(ListAccessKeysRequest request);

    IListAccountAliasesPaginator ListAccountAliases(ListAccountAliasesRequest request);

    IListUserTagsPaginator ListUserTags(ListUserTagsRequest request);

    IListUsersPaginator ListUsers(ListUsersRequest request);
}

/// <summary>All pages of a user's access keys, as pages or as keys.</summary>
public interface IListAccessKeysPaginator
{
    IPaginatedEnumerable<ListAccessKeysResponse> Responses { get; }

    IPaginatedEnumerable<AccessKeyMetadata> AccessKeyMetadata { get; }
}

/// <summary>All pages of the account's aliases, as pages or as names.</summary>
public interface IListAccountAliasesPaginator
{
    IPaginatedEnumerable<ListAccountAliasesResponse> Responses { get; }

    IPaginatedEnumerable<string> AccountAliases { get; }
}

/// <summary>All pages of a user's tags, as pages or as tags.</summary>
public interface IListUserTagsPaginator
{
    IPaginatedEnumerable<ListUserTagsResponse> Responses { get; }

    IPaginatedEnumerable<Tag> Tags { get; }
}

/// <summary>All pages of users, as pages or as users.</summary>
public interface IListUsersPaginator
{
    IPaginatedEnumerable<ListUsersResponse> Responses { get; }

    IPaginatedEnumerable<User> Users { get; }
}
