using Amazon.IdentityManagement.Model;
using KeyReaper.Bundled.Query;
using static Amazon.IdentityManagement.IdentityManagementApi;

namespace Amazon.IdentityManagement;

/// <summary>The operations on the account as a whole, on the wire.</summary>
internal static class AccountOperations
{
    public static readonly QueryOperation<GenerateCredentialReportRequest, GenerateCredentialReportResponse> GenerateCredentialReport = new(
        Iam,
        nameof(GenerateCredentialReport),
        (_, _) => { },
        new(
            ("Description", (response, xml) => response.Description = xml.Text()),
            ("State", (response, xml) => response.State = xml.Text())),
        LimitExceeded,
        ServiceFailure);

    public static readonly QueryOperation<GetCredentialReportRequest, GetCredentialReportResponse> GetCredentialReport = new(
        Iam,
        nameof(GetCredentialReport),
        (_, _) => { },
        new(
            ("Content", (response, xml) => response.Content = xml.Base64()),
            ("GeneratedTime", (response, xml) => response.GeneratedTime = xml.Time()),
            ("ReportFormat", (response, xml) => response.ReportFormat = xml.Text())),
        ReportExpired,
        ReportInProgress,
        ReportNotPresent,
        ServiceFailure);

    public static readonly QueryOperation<GetAccountSummaryRequest, GetAccountSummaryResponse> GetAccountSummary = new(
        Iam,
        nameof(GetAccountSummary),
        (_, _) => { },
        new(("SummaryMap", (response, xml) => response.SummaryMap = xml.Entries(value => value.Number()))),
        ServiceFailure);

    public static readonly QueryOperation<ListAccountAliasesRequest, ListAccountAliasesResponse> ListAccountAliases = new(
        Iam,
        nameof(ListAccountAliases),
        (request, parameters) =>
        {
            parameters.Write("Marker", request.Marker);
            parameters.Write("MaxItems", request.MaxItems);
        },
        new(
            ("AccountAliases", (response, xml) => response.AccountAliases = xml.Members(member => member.Text())),
            ("IsTruncated", (response, xml) => response.IsTruncated = xml.Flag()),
            ("Marker", (response, xml) => response.Marker = xml.Text())),
        ServiceFailure);
}
