using System.Text;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Iam;

internal static class Reports
{
    public static IReadOnlyList<Node> Generate(Request request)
    {
        var state = request.Account.CredentialReport.Generate();
        return state == "STARTED"
            ? [Node.Of("State", state), Node.Of("Description", "No report exists. Starting a new report generation task")]
            : [Node.Of("State", state)];
    }

    public static IReadOnlyList<Node> Get(Request request)
    {
        var (csv, generatedTime) = request.Account.CredentialReport.Get();
        return
        [
            Node.Of("Content", Convert.ToBase64String(Encoding.UTF8.GetBytes(csv))),
            Node.Of("ReportFormat", "text/csv"),
            Node.Of("GeneratedTime", generatedTime),
        ];
    }
}
