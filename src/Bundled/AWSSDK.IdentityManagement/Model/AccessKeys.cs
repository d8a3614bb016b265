using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>An access key as listings show it.</summary>
public partial class AccessKeyMetadata
{
    public string AccessKeyId { get; set; }

    /// <summary>UTC, whole seconds.</summary>
    public DateTime? CreateDate { get; set; }

    public StatusType Status { get; set; }

    public string UserName { get; set; }
}

/// <summary>The last use of a key that IAM knows of.</summary>
public partial class AccessKeyLastUsed
{
    /// <summary>UTC. Null if there is none, because the key was never used or not since IAM began to record it.</summary>
    public DateTime? LastUsedDate { get; set; }

    /// <summary>The region of the last use, or <c>N/A</c>.</summary>
    public string Region { get; set; }

    /// <summary>The service of the last use, or <c>N/A</c>.</summary>
    public string ServiceName { get; set; }
}

public partial class ListAccessKeysRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Where the page starts: the marker of the response before it.</summary>
    public string Marker { get; set; }

    /// <summary>The most keys a page may hold, 1 to 1000. IAM may send fewer and say that there is more.</summary>
    public int? MaxItems { get; set; }

    /// <summary>The caller, if null.</summary>
    public string UserName { get; set; }
}

public partial class ListAccessKeysResponse : Runtime.AmazonWebServiceResponse
{
    /// <summary>Null if there are none.</summary>
    public List<AccessKeyMetadata> AccessKeyMetadata { get; set; } = Unset.List<AccessKeyMetadata>();

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}

public partial class GetAccessKeyLastUsedRequest : AmazonIdentityManagementServiceRequest
{
    public string AccessKeyId { get; set; }
}

public partial class GetAccessKeyLastUsedResponse : Runtime.AmazonWebServiceResponse
{
    public AccessKeyLastUsed AccessKeyLastUsed { get; set; }

    /// <summary>The user who owns the key.</summary>
    public string UserName { get; set; }
}

public partial class UpdateAccessKeyRequest : AmazonIdentityManagementServiceRequest
{
    public UpdateAccessKeyRequest() { }

    public UpdateAccessKeyRequest(string accessKeyId, StatusType status) => (AccessKeyId, Status) = (accessKeyId, status);

    public string AccessKeyId { get; set; }

    /// <summary>Active or Inactive.</summary>
    public StatusType Status { get; set; }

    /// <summary>The caller, if null.</summary>
    public string UserName { get; set; }
}

public partial class UpdateAccessKeyResponse : Runtime.AmazonWebServiceResponse;

public partial class DeleteAccessKeyRequest : AmazonIdentityManagementServiceRequest
{
    public DeleteAccessKeyRequest() { }

    public DeleteAccessKeyRequest(string accessKeyId) => AccessKeyId = accessKeyId;

    public string AccessKeyId { get; set; }

    /// <summary>The caller, if null.</summary>
    public string UserName { get; set; }
}

public partial class DeleteAccessKeyResponse : Runtime.AmazonWebServiceResponse;
