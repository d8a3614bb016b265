using System.Net.Http.Headers;
using System.Xml.Linq;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox;

/// <summary>An answer of the Query protocol, read without any SDK.</summary>
internal sealed record QueryAnswer(int Status, XElement Xml, HttpResponseHeaders Headers)
{
    public XNamespace Namespace => Xml.Name.Namespace;

    public string? Code => Text("Code");

    public string? Message => Text("Message");

    public bool IsTruncated => Text("IsTruncated") == "true";

    /// <summary>The text of the first element of that name, wherever it is; null if there is none.</summary>
    public string? Text(string name) => Xml.Descendants(Namespace + name).FirstOrDefault()?.Value;

    public IReadOnlyList<string> Texts(string name) => [.. Xml.Descendants(Namespace + name).Select(element => element.Value)];
}

/// <summary>Calls the sandbox by plain HTTP, signed with a header that is checked only if the access key belongs to the sandbox.</summary>
internal sealed class QueryClient(SandboxServer sandbox, string? accessKeyId = "AKIDADMINISTRATOR") : IDisposable
{
    private static readonly Dictionary<string, string> Versions = new()
    {
        ["iam"] = "2010-05-08",
        ["sns"] = "2010-03-31",
        ["sts"] = "2011-06-15",
    };

    private readonly HttpClient http = new() { BaseAddress = sandbox.Endpoint };

    public string? SessionToken { get; init; }

    public Task<QueryAnswer> Iam(string action, params (string Name, string Value)[] parameters) => Post("iam", action, parameters);

    public Task<QueryAnswer> Sns(string action, params (string Name, string Value)[] parameters) => Post("sns", action, parameters);

    public Task<QueryAnswer> Sts(string action, params (string Name, string Value)[] parameters) => Post("sts", action, parameters);

    public Task<QueryAnswer> Post(string service, string action, params (string Name, string Value)[] parameters) =>
        Send(
            new(HttpMethod.Post, (Uri?)null) { Content = new FormUrlEncodedContent(Pairs(action, Versions[service], parameters)) },
            service);

    public async Task<QueryAnswer> Get(string query) => await Send(new(HttpMethod.Get, new Uri(query, UriKind.Relative)), "iam");

    /// <summary>All pages of a list, each as the texts of one element.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> Pages(
        string action, string element, params (string Name, string Value)[] parameters)
    {
        var pages = new List<IReadOnlyList<string>>();
        string? marker = null;
        do
        {
            var answer = await Iam(action, marker is null ? parameters : [.. parameters, ("Marker", marker)]);
            answer.Status.ShouldBe(200, answer.Message);
            pages.Add(answer.Texts(element));
            pages.Count.ShouldBeLessThan(1000, "a list without an end");
            marker = answer.Text("Marker");
            answer.IsTruncated.ShouldBe(marker is not null);
        }
        while (marker is not null);
        return pages;
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Pairs(
        string action, string version, (string Name, string Value)[] parameters) =>
        [new("Action", action), new("Version", version), .. parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))];

    private async Task<QueryAnswer> Send(HttpRequestMessage request, string service)
    {
        using (request)
        {
            if (accessKeyId is not null)
            {
                request.Headers.TryAddWithoutValidation(
                    "Authorization",
                    $"AWS4-HMAC-SHA256 Credential={accessKeyId}/20260105/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
            }

            if (SessionToken is not null)
            {
                request.Headers.Add("X-Amz-Security-Token", SessionToken);
            }

            using var response = await http.SendAsync(request);
            return new((int)response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()), response.Headers);
        }
    }
}
