using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox;

/// <summary>Calls the sandbox's Organizations by plain HTTP, signed with a header that is checked only if the access key belongs to the sandbox.</summary>
internal sealed class JsonClient(SandboxServer sandbox, string accessKeyId = "AKIDADMINISTRATOR") : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = sandbox.Endpoint };

    public Task<JsonAnswer> Post(string action, params (string Name, JsonNode Value)[] parameters) =>
        PostText(action, new JsonObject(parameters.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value.DeepClone()))).ToJsonString());

    public async Task<JsonAnswer> PostText(string action, string body, string target = "AWSOrganizationsV20161128")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.1")),
        };
        request.Headers.Add("X-Amz-Target", $"{target}.{action}");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={accessKeyId}/20260105/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await http.SendAsync(request);
        return new((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>All pages of ListAccounts, as the ids on each.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> Pages(params (string Name, JsonNode Value)[] parameters)
    {
        var pages = new List<IReadOnlyList<string?>>();
        string? token = null;
        do
        {
            var answer = await Post("ListAccounts", token is null ? parameters : [.. parameters, ("NextToken", token)]);
            answer.Status.ShouldBe(200, answer.Message);
            pages.Add([.. answer.List("Accounts").Select(account => account.At("Id"))]);
            pages.Count.ShouldBeLessThan(1000, "a list without an end");
            token = answer.Body.At("NextToken");
        }
        while (token is not null);
        return pages;
    }

    public void Dispose() => http.Dispose();
}

internal sealed record JsonAnswer(int Status, JsonElement Body)
{
    public string? Code => Body.At("__type");

    public string? Message => Body.At("Message");

    public IReadOnlyList<JsonElement> List(string name) => ((JsonElement?)Body).List(name);
}
