using Amazon;
using Amazon.Runtime.Internal.Transform;

namespace KeyReaper.Bundled.Query;

/// <summary>The elements of an XML structure and where their values go. Elements it does not name are passed over.</summary>
internal sealed class XmlShape<T>(params (string Element, Action<T, XmlUnmarshallerContext> Set)[] members)
    where T : new()
{
    private readonly Dictionary<string, Action<T, XmlUnmarshallerContext>> _members = members.ToDictionary(m => m.Element, m => m.Set);

    public T Read(XmlUnmarshallerContext xml)
    {
        var structure = new T();
        Fill(structure, xml);
        return structure;
    }

    public void Fill(T structure, XmlUnmarshallerContext xml)
    {
        foreach (var element in xml.Children())
        {
            if (_members.TryGetValue(element, out var set))
            {
                set(structure, xml);
            }
        }
    }
}

/// <summary>Values of the element that the reader stands on.</summary>
internal static class XmlValues
{
    extension(XmlUnmarshallerContext xml)
    {
        public string Text() => StringUnmarshaller.Instance.Unmarshall(xml);

        public bool? Flag() => NullableBoolUnmarshaller.Instance.Unmarshall(xml);

        public int Number() => IntUnmarshaller.Instance.Unmarshall(xml);

        public DateTime? Time() => NullableDateTimeUnmarshaller.Instance.Unmarshall(xml);

        public MemoryStream Base64() => MemoryStreamUnmarshaller.Instance.Unmarshall(xml);

        /// <summary>The <c>member</c> elements. None at all reads as no list, unless the application asked for empty ones.</summary>
        public List<T> Members<T>(Func<XmlUnmarshallerContext, T> read)
        {
            var members = Unset.List<T>();
            foreach (var element in xml.Children())
            {
                if (element == "member")
                {
                    (members ??= []).Add(read(xml));
                }
            }

            return members;
        }

        /// <summary>The <c>entry</c> elements, each a <c>key</c> and a <c>value</c>.</summary>
        public Dictionary<string, T> Entries<T>(Func<XmlUnmarshallerContext, T> read)
        {
            var entries = Unset.Map<T>();
            foreach (var element in xml.Children())
            {
                if (element == "entry")
                {
                    var (key, value) = xml.Entry(read);
                    (entries ??= [])[key] = value;
                }
            }

            return entries;
        }

        private (string Key, T Value) Entry<T>(Func<XmlUnmarshallerContext, T> read)
        {
            (string Key, T Value) entry = default;
            foreach (var element in xml.Children())
            {
                entry = element switch
                {
                    "key" => (xml.Text(), entry.Value),
                    "value" => (entry.Key, read(xml)),
                    _ => entry,
                };
            }

            return entry;
        }

        /// <summary>Moves to the root element, over what may stand before it: a declaration, white space, comments. Null if there is none.</summary>
        public string Root()
        {
            while (xml.Read())
            {
                if (xml.IsStartElement)
                {
                    return xml.CurrentElementName;
                }
            }

            return null;
        }

        /// <summary>Moves over the direct child elements. The caller reads the one named, or leaves it to be skipped.</summary>
        public IEnumerable<string> Children()
        {
            var depth = xml.CurrentDepth;
            while (xml.ReadAtDepth(depth))
            {
                if (xml.IsStartElement && xml.CurrentDepth == depth + 1)
                {
                    yield return xml.CurrentElementName;
                }
            }
        }
    }
}

/// <summary>The value of a collection nobody has set: null, or empty where <see cref="AWSConfigs.InitializeCollections"/> asks for it.</summary>
internal static class Unset
{
    public static List<T> List<T>() => AWSConfigs.InitializeCollections ? [] : null;

    public static Dictionary<string, T> Map<T>() => AWSConfigs.InitializeCollections ? [] : null;
}
