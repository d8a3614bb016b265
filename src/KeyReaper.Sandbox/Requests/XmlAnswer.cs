using System.Text;
using System.Xml;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Requests;

/// <summary>Answers of the Query protocol.</summary>
internal static class XmlAnswer
{
    // The namespace of errors that occur before a service is chosen.
    private const string FaultNamespace = "http://webservices.amazon.com/AWSFault/2005-15-09";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
    };

    /// <param name="xmlNamespace">The service's namespace.</param>
    /// <param name="action">The action; the root element's name begins with it.</param>
    /// <param name="result">The members of the result; null for actions whose model has no output.</param>
    /// <param name="requestId">The request's id.</param>
    public static Answer Success(string xmlNamespace, string action, IReadOnlyList<Node>? result, string requestId)
    {
        var metadata = Node.Of("ResponseMetadata", Node.Of("RequestId", requestId));
        IReadOnlyList<Node> content = result is null ? [metadata] : [Node.Of(action + "Result", result), metadata];
        return new(200, null, requestId, "text/xml", () => Write(Node.Of(action + "Response", content), xmlNamespace)) { Result = result };
    }

    /// <param name="xmlNamespace">The service's namespace; null if the request reached none.</param>
    /// <param name="error">The error.</param>
    /// <param name="requestId">The request's id.</param>
    public static Answer Failure(string? xmlNamespace, SandboxException error, string requestId)
    {
        var content = Node.Of(
            "ErrorResponse",
            Node.Of(
                "Error",
                Node.Of("Type", error.HttpStatus < 500 ? "Sender" : "Receiver"),
                Node.Of("Code", error.Code),
                Node.Of("Message", error.Message)),
            Node.Of("RequestId", requestId));
        return new(error.HttpStatus, error.Code, requestId, "text/xml", () => Write(content, xmlNamespace ?? FaultNamespace));
    }

    private static byte[] Write(Node root, string xmlNamespace)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
        {
            Write(writer, root, xmlNamespace);
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter writer, Node node, string xmlNamespace)
    {
        writer.WriteStartElement(node.Name, xmlNamespace);
        if (node.Text is { } text)
        {
            writer.WriteString(Printable(text));
        }

        foreach (var child in node.Children)
        {
            Write(writer, child, xmlNamespace);
        }

        writer.WriteEndElement();
    }

    // An error repeats the value that it refuses, which may contain characters that XML cannot represent.
    private static string Printable(string text) =>
        text.All(MayStand) ? text : string.Concat(text.Select(c => MayStand(c) ? c : '\uFFFD'));

    private static bool MayStand(char c) => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c);
}
