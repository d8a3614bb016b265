using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>An IAM user.</summary>
public partial class User
{
    public User() { }

    public User(string path, string userName, string userId, string arn, DateTime? createDate) =>
        (Path, UserName, UserId, Arn, CreateDate) = (path, userName, userId, arn, createDate);

    public string Arn { get; set; }

    /// <summary>UTC, whole seconds.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>UTC. Null if there is no password, or it was never used.</summary>
    public DateTime? PasswordLastUsed { get; set; }

    public string Path { get; set; }

    /// <summary>Null in listings, whatever the user has.</summary>
    public AttachedPermissionsBoundary PermissionsBoundary { get; set; }

    /// <summary>Null in listings, whatever the user has.</summary>
    public List<Tag> Tags { get; set; } = Unset.List<Tag>();

    public string UserId { get; set; }

    public string UserName { get; set; }
}

/// <summary>The policy that bounds a user's permissions.</summary>
public partial class AttachedPermissionsBoundary
{
    public string PermissionsBoundaryArn { get; set; }

    public PermissionsBoundaryAttachmentType PermissionsBoundaryType { get; set; }
}

public partial class ListUsersRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Where the page starts: the marker of the response before it.</summary>
    public string Marker { get; set; }

    /// <summary>The most users a page may hold, 1 to 1000. IAM may send fewer and say that there is more.</summary>
    public int? MaxItems { get; set; }

    /// <summary>All users, if null.</summary>
    public string PathPrefix { get; set; }
}

public partial class ListUsersResponse : Runtime.AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    /// <summary>Null if there are none.</summary>
    public List<User> Users { get; set; } = Unset.List<User>();
}

public partial class GetUserRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The caller, if null.</summary>
    public string UserName { get; set; }
}

public partial class GetUserResponse : Runtime.AmazonWebServiceResponse
{
    public User User { get; set; }
}
