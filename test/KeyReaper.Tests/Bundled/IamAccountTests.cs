using System.Text;
using Amazon.IdentityManagement;

namespace KeyReaper.Tests.Bundled;

public class IamAccountTests
{
    [Fact]
    public async Task The_credential_report_arrives_decoded()
    {
        const string csv = "user,arn\n<root_account>,arn:aws:iam::111122223333:root\nzoë,x\n";
        using var server = new WireServer(WireAnswer.Ok("GetCredentialReport",
            $"<ReportFormat>text/csv</ReportFormat><Content>{Convert.ToBase64String(Encoding.UTF8.GetBytes(csv))}</Content>" +
            "<GeneratedTime>2026-11-22T06:00:00Z</GeneratedTime>"));
        using var iam = Clients.Iam(server);

        var report = await iam.GetCredentialReportAsync();

        Encoding.UTF8.GetString(report.Content.ToArray()).ShouldBe(csv);
        report.Content.Position.ShouldBe(0);
        report.ReportFormat.ShouldBe(ReportFormatType.TextCsv);
        (report.GeneratedTime, report.GeneratedTime!.Value.Kind).ShouldBe((new DateTime(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc), DateTimeKind.Utc));
    }

    [Fact]
    public async Task The_state_of_the_credential_report_is_read()
    {
        using var server = new WireServer(
            WireAnswer.Ok("GenerateCredentialReport", "<State>STARTED</State><Description>No report exists.</Description>"),
            WireAnswer.Ok("GenerateCredentialReport", "<State>COMPLETE</State>"));
        using var iam = Clients.Iam(server);

        var first = await iam.GenerateCredentialReportAsync();
        var second = await iam.GenerateCredentialReportAsync();

        (first.State == ReportStateType.STARTED, first.Description).ShouldBe((true, "No report exists."));
        (second.State == ReportStateType.COMPLETE, second.Description).ShouldBe((true, null));
    }

    [Fact]
    public async Task The_account_summary_is_read_by_name()
    {
        using var server = new WireServer(
            WireAnswer.Ok("GetAccountSummary",
                """
                <SummaryMap>
                  <entry><key>Users</key><value>27</value></entry>
                  <entry><key>AccessKeysPerUserQuota</key><value>2</value></entry>
                </SummaryMap>
                """),
            WireAnswer.Ok("GetAccountSummary", "<SummaryMap/>"));
        using var iam = Clients.Iam(server);

        (await iam.GetAccountSummaryAsync()).SummaryMap.ShouldBe(
            new Dictionary<string, int> { [SummaryKeyType.Users] = 27, [SummaryKeyType.AccessKeysPerUserQuota] = 2 }, ignoreOrder: true);
        (await iam.GetAccountSummaryAsync()).SummaryMap.ShouldBeNull();
    }

    [Fact]
    public async Task The_account_alias_is_read()
    {
        using var server = new WireServer(
            WireAnswer.Ok("ListAccountAliases", "<AccountAliases><member>acme</member></AccountAliases><IsTruncated>true</IsTruncated><Marker>m</Marker>"),
            WireAnswer.Ok("ListAccountAliases", "<AccountAliases/><IsTruncated>false</IsTruncated>"));
        using var iam = Clients.Iam(server);

        var page = await iam.ListAccountAliasesAsync();

        page.AccountAliases.ShouldBe(["acme"]);
        (page.IsTruncated, page.Marker).ShouldBe((true, "m"));
        (await iam.ListAccountAliasesAsync()).AccountAliases.ShouldBeNull();
    }

    [Theory]
    [InlineData("UpdateAccessKey")]
    [InlineData("DeleteAccessKey")]
    [InlineData("TagUser")]
    [InlineData("UntagUser")]
    public async Task An_operation_without_a_result_reads_the_request_id(string name)
    {
        using var server = new WireServer(new WireAnswer(200,
            $"<{name}Response><ResponseMetadata><RequestId>7a62c49f</RequestId></ResponseMetadata></{name}Response>"));
        using var iam = Clients.Iam(server);

        var response = await (name switch
        {
            "UpdateAccessKey" => As(iam.UpdateAccessKeyAsync(new())),
            "DeleteAccessKey" => As(iam.DeleteAccessKeyAsync(new())),
            "TagUser" => As(iam.TagUserAsync(new())),
            _ => As(iam.UntagUserAsync(new())),
        });

        response.ResponseMetadata.RequestId.ShouldBe("7a62c49f");
    }

    private static async Task<Amazon.Runtime.AmazonWebServiceResponse> As<T>(Task<T> response)
        where T : Amazon.Runtime.AmazonWebServiceResponse => await response;
}
