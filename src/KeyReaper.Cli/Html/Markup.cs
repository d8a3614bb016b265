using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Xsl;
using KeyReaper.Words;

namespace KeyReaper.Cli.Html;

/// <summary>HTML as LINQ to XML. The framework's HTML serializer escapes all text and attribute values; nothing can bypass it.</summary>
internal static class Markup
{
    /// <summary>Strings become text, null becomes nothing, sequences are flattened.</summary>
    public static XElement Tag(string name, params object?[] content) => new(name, content);

    public static XAttribute Attr(string name, object value) => new(name, value);

    public static XAttribute Class(string name) => new("class", name);

    /// <summary>Text and attribute values as <see cref="Wording.Plain"/> shows them.</summary>
    public static XElement Disarmed(XElement html)
    {
        foreach (var text in html.DescendantNodes().OfType<XText>()) text.Value = Wording.Plain(text.Value);
        foreach (var attribute in html.DescendantsAndSelf().Attributes()) attribute.Value = Wording.Plain(attribute.Value);
        return html;
    }

    public static string Document(XElement html)
    {
        var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Serialization())) new XDocument(new XDocumentType("html", null, null, null), html).Save(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Only XSLT can make the framework write HTML, with void elements, raw style and script, and a meta element that names the encoding.</summary>
    private static XmlWriterSettings Serialization()
    {
        XNamespace xsl = "http://www.w3.org/1999/XSL/Transform";
        var output = new XElement(xsl + "output", Attr("method", "html"), Attr("encoding", "utf-8"), Attr("indent", "no"));
        var stylesheet = new XslCompiledTransform();
        using (var reader = new XElement(xsl + "stylesheet", Attr("version", "1.0"), output).CreateReader()) stylesheet.Load(reader);

        var settings = stylesheet.OutputSettings!.Clone();
        settings.Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        settings.CheckCharacters = false; // XML refuses U+FFFE and U+FFFF; HTML has character references for them
        return settings;
    }
}
