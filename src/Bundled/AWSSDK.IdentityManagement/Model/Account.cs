using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement.Model;

public partial class GenerateCredentialReportRequest : AmazonIdentityManagementServiceRequest;

public partial class GenerateCredentialReportResponse : Runtime.AmazonWebServiceResponse
{
    public string Description { get; set; }

    public ReportStateType State { get; set; }
}

public partial class GetCredentialReportRequest : AmazonIdentityManagementServiceRequest;

public partial class GetCredentialReportResponse : Runtime.AmazonWebServiceResponse
{
    /// <summary>The report itself, CSV in UTF-8, decoded from base64 already.</summary>
    public MemoryStream Content { get; set; }

    /// <summary>UTC. The report may be up to four hours old.</summary>
    public DateTime? GeneratedTime { get; set; }

    public ReportFormatType ReportFormat { get; set; }
}

public partial class GetAccountSummaryRequest : AmazonIdentityManagementServiceRequest;

public partial class GetAccountSummaryResponse : Runtime.AmazonWebServiceResponse
{
    /// <summary>Counts and quotas by name (see <see cref="SummaryKeyType"/>).</summary>
    public Dictionary<string, int> SummaryMap { get; set; } = Unset.Map<int>();
}

public partial class ListAccountAliasesRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Where the page starts: the marker of the response before it.</summary>
    public string Marker { get; set; }

    /// <summary>The most aliases a page may hold, 1 to 1000.</summary>
    public int? MaxItems { get; set; }
}

public partial class ListAccountAliasesResponse : Runtime.AmazonWebServiceResponse
{
    /// <summary>At most one. Null if the account has none.</summary>
    public List<string> AccountAliases { get; set; } = Unset.List<string>();

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}
