using Amazon.IdentityManagement.Model;
using KeyReaper.Bundled.Query;
using static Amazon.IdentityManagement.IdentityManagementApi;

namespace Amazon.IdentityManagement;

/// <summary>The operations on users and their tags, on the wire.</summary>
internal static class UserOperations
{
    private static readonly XmlShape<Tag> UserTag = new(
        ("Key", (tag, xml) => tag.Key = xml.Text()),
        ("Value", (tag, xml) => tag.Value = xml.Text()));

    private static readonly XmlShape<AttachedPermissionsBoundary> Boundary = new(
        ("PermissionsBoundaryArn", (boundary, xml) => boundary.PermissionsBoundaryArn = xml.Text()),
        ("PermissionsBoundaryType", (boundary, xml) => boundary.PermissionsBoundaryType = xml.Text()));

    private static readonly XmlShape<User> IamUser = new(
        ("Arn", (user, xml) => user.Arn = xml.Text()),
        ("CreateDate", (user, xml) => user.CreateDate = xml.Time()),
        ("PasswordLastUsed", (user, xml) => user.PasswordLastUsed = xml.Time()),
        ("Path", (user, xml) => user.Path = xml.Text()),
        ("PermissionsBoundary", (user, xml) => user.PermissionsBoundary = Boundary.Read(xml)),
        ("Tags", (user, xml) => user.Tags = xml.Members(UserTag.Read)),
        ("UserId", (user, xml) => user.UserId = xml.Text()),
        ("UserName", (user, xml) => user.UserName = xml.Text()));

    public static readonly QueryOperation<ListUsersRequest, ListUsersResponse> ListUsers = new(
        Iam,
        nameof(ListUsers),
        (request, parameters) =>
        {
            parameters.Write("Marker", request.Marker);
            parameters.Write("MaxItems", request.MaxItems);
            parameters.Write("PathPrefix", request.PathPrefix);
        },
        new(
            ("IsTruncated", (response, xml) => response.IsTruncated = xml.Flag()),
            ("Marker", (response, xml) => response.Marker = xml.Text()),
            ("Users", (response, xml) => response.Users = xml.Members(IamUser.Read))),
        ServiceFailure);

    public static readonly QueryOperation<GetUserRequest, GetUserResponse> GetUser = new(
        Iam,
        nameof(GetUser),
        (request, parameters) => parameters.Write("UserName", request.UserName),
        new(("User", (response, xml) => response.User = IamUser.Read(xml))),
        NoSuchEntity,
        ServiceFailure);

    public static readonly QueryOperation<ListUserTagsRequest, ListUserTagsResponse> ListUserTags = new(
        Iam,
        nameof(ListUserTags),
        (request, parameters) =>
        {
            parameters.Write("Marker", request.Marker);
            parameters.Write("MaxItems", request.MaxItems);
            parameters.Write("UserName", request.UserName);
        },
        new(
            ("IsTruncated", (response, xml) => response.IsTruncated = xml.Flag()),
            ("Marker", (response, xml) => response.Marker = xml.Text()),
            ("Tags", (response, xml) => response.Tags = xml.Members(UserTag.Read))),
        NoSuchEntity,
        ServiceFailure);

    public static readonly QueryOperation<TagUserRequest, TagUserResponse> TagUser = new(
        Iam,
        nameof(TagUser),
        (request, parameters) =>
        {
            parameters.WriteMembers("Tags", request.Tags, (prefix, tag) =>
            {
                parameters.Write($"{prefix}.Key", tag.Key);
                parameters.Write($"{prefix}.Value", tag.Value);
            });
            parameters.Write("UserName", request.UserName);
        },
        null,
        ConcurrentModification,
        InvalidInput,
        LimitExceeded,
        NoSuchEntity,
        ServiceFailure);

    public static readonly QueryOperation<UntagUserRequest, UntagUserResponse> UntagUser = new(
        Iam,
        nameof(UntagUser),
        (request, parameters) =>
        {
            parameters.WriteMembers<string>("TagKeys", request.TagKeys, parameters.Write);
            parameters.Write("UserName", request.UserName);
        },
        null,
        ConcurrentModification,
        NoSuchEntity,
        ServiceFailure);
}
