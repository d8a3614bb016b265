using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A key of at most 128 characters, compared without regard to case, and a value of at most 256.</summary>
public partial class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}

public partial class ListUserTagsRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Where the page starts: the marker of the response before it.</summary>
    public string Marker { get; set; }

    /// <summary>The most tags a page may hold, 1 to 1000.</summary>
    public int? MaxItems { get; set; }

    public string UserName { get; set; }
}

public partial class ListUserTagsResponse : Runtime.AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    /// <summary>Null if there are none.</summary>
    public List<Tag> Tags { get; set; } = Unset.List<Tag>();
}

public partial class TagUserRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Tags to add; a key that the user has already gets the new value.</summary>
    public List<Tag> Tags { get; set; } = Unset.List<Tag>();

    public string UserName { get; set; }
}

public partial class TagUserResponse : Runtime.AmazonWebServiceResponse;

public partial class UntagUserRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Keys of the tags to remove; keys that the user does not have are passed over.</summary>
    public List<string> TagKeys { get; set; } = Unset.List<string>();

    public string UserName { get; set; }
}

public partial class UntagUserResponse : Runtime.AmazonWebServiceResponse;
