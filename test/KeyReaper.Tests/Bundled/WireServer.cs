using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;

namespace KeyReaper.Tests.Bundled;

/// <summary>A request as it came over the wire. Header names compare ignoring case.</summary>
internal sealed record WireRequest(string Method, string Path, Dictionary<string, string> Headers, string Body)
{
    /// <summary>The body's parameters, decoded.</summary>
    public Dictionary<string, string> Form { get; } =
        HttpUtility.ParseQueryString(Body) is var form ? form.AllKeys.ToDictionary(key => key!, key => form[key]!) : [];
}

/// <summary>An HTTP answer with an XML body.</summary>
internal sealed record WireAnswer(int Status, string Body)
{
    public static WireAnswer Ok(string operation, string result) => new(200,
        $"""
        <{operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
          <{operation}Result>{result}</{operation}Result>
          <ResponseMetadata><RequestId>request-of-{operation}</RequestId></ResponseMetadata>
        </{operation}Response>
        """);

    public static WireAnswer Error(int status, string code, string type = "Sender") => new(status,
        $"""
        <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
          <Error><Type>{type}</Type><Code>{code}</Code><Message>why it is {code}</Message></Error>
          <RequestId>request-of-{code}</RequestId>
        </ErrorResponse>
        """);
}

/// <summary>A raw HTTP server on a free loopback port. It gives its answers one after the other, and status 418 after the last.</summary>
internal sealed class WireServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<WireAnswer> _answers;
    private readonly ConcurrentQueue<WireRequest> _requests = new();

    public WireServer(params WireAnswer[] answers)
    {
        _answers = new(answers);
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = Accept();
    }

    public string Url { get; }

    public IReadOnlyCollection<WireRequest> Requests => _requests;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                await Answer(connection.GetStream());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The listener was disposed of: the test is over.
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        _requests.Enqueue(await Read(stream));
        var answer = _answers.TryDequeue(out var next) ? next : new WireAnswer(418, "");
        var body = Encoding.UTF8.GetBytes(answer.Body);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {answer.Status} Status\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")));
        await stream.WriteAsync(body);
    }

    private static async Task<WireRequest> Read(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(header => header[0], header => header[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        var start = lines[0].Split(' ');
        return new(start[0], start[1], headers, Encoding.UTF8.GetString(body));
    }
}
