using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Live;

/// <summary>
/// Answers callers with who signed and for which Region, and gives out credentials that show whose they are: a role's, a container's, an instance's. It keeps nothing and denies all else.
/// </summary>
internal sealed partial class SignerMirror : IDisposable
{
    private readonly HttpListener listener;

    public SignerMirror()
    {
        (listener, Url) = Listening.OnAFreePort();
        _ = AnswerAsync();
    }

    public string Url { get; }

    public void Dispose() => listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var (status, type, text) = AnswerTo(context.Request, HttpUtility.ParseQueryString(await reader.ReadToEndAsync()).ToDictionary());
                context.Response.StatusCode = status;
                context.Response.ContentType = type;
                context.Response.AddHeader("x-amzn-RequestId", "1");
                context.Response.AddHeader("x-aws-ec2-metadata-token-ttl-seconds", "21600");
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed: the test is over.
        }
    }

    private static (int Status, string Type, string Text) AnswerTo(HttpListenerRequest request, Dictionary<string, string> form)
    {
        var credential = CredentialForm().Match(request.Headers["Authorization"] ?? "");
        var (signer, region) = credential.Success ? (credential.Groups["id"].Value, credential.Groups["region"].Value) : ("nobody", "nowhere");
        return (request.Url!.AbsolutePath.TrimEnd('/'), form.GetValueOrDefault("Action")) switch
        {
            ("/container", _) => (200, "application/json", Json("AKIDCONTAINER")),
            ("/latest/api/token", _) => (200, "text/plain", "token"),
            ("/latest/meta-data/iam/security-credentials", _) => (200, "text/plain", "role"),
            ("/latest/meta-data/iam/security-credentials/role", _) => (200, "application/json", Json("AKIDINSTANCE")),
            (var path, "GetCallerIdentity") => (200, "text/xml", Xml("GetCallerIdentity", $"<Arn>arn:aws:iam::111122223333:user/{signer}@{region}{path}</Arn><UserId>x</UserId><Account>111122223333</Account>")),
            (_, "AssumeRole" or "AssumeRoleWithWebIdentity") => (200, "text/xml", Xml(
                form["Action"],
                $"<Credentials><AccessKeyId>{form["RoleArn"].Split('/')[1]}-by-{signer}{form.GetValueOrDefault("ExternalId")}</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>x</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
                + "<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/x/x</Arn><AssumedRoleId>x:x</AssumedRoleId></AssumedRoleUser>")),
            _ => (403, "text/xml", "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>"),
        };
    }

    private static string Json(string id) =>
        $$"""{"Code":"Success","Type":"AWS-HMAC","LastUpdated":"2020-01-01T00:00:00Z","AccessKeyId":"{{id}}","SecretAccessKey":"x","Token":"x","Expiration":"2099-01-01T00:00:00Z"}""";

    private static string Xml(string action, string result) =>
        $"""<{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>""";

    [GeneratedRegex("Credential=(?<id>[^/]+)/[0-9]+/(?<region>[^/]+)/")]
    private static partial Regex CredentialForm();
}

file static class Forms
{
    public static Dictionary<string, string> ToDictionary(this System.Collections.Specialized.NameValueCollection form) => form.AllKeys.OfType<string>().ToDictionary(key => key, key => form[key]!);
}
