using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Sns;

/// <summary>An attribute that is sent along with a message. Rules: https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html</summary>
internal sealed partial record MessageAttribute(string Name, string Type, string Value)
{
    /// <summary>How much it counts towards the size of the message: with all its parts.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(Name) + Encoding.UTF8.GetByteCount(Type) + Encoding.UTF8.GetByteCount(Value);

    public static IReadOnlyDictionary<string, MessageAttribute> Of(Request request)
    {
        var attributes = new Dictionary<string, MessageAttribute>(StringComparer.Ordinal);
        foreach (var item in request.Items("MessageAttributes", "entry"))
        {
            var attribute = Read(request, item);
            if (!attributes.TryAdd(attribute.Name, attribute))
            {
                throw Refused($"Message attribute name '{attribute.Name}' already exists.");
            }
        }

        return attributes;
    }

    private static MessageAttribute Read(Request request, string item)
    {
        var name = request.Required(item + ".Name", Shape.Filled);
        var type = request.Required(item + ".Value.DataType", Shape.Any);
        var value = request.Call[item + ".Value.StringValue"] ?? request.Call[item + ".Value.BinaryValue"] ?? "";
        return
            !Names().IsMatch(name) ? throw Refused($"The message attribute name '{name}' is invalid.")
            : type.Length == 0 ? throw Refused($"The message attribute '{name}' must contain non-empty message attribute type.")
            : !Types().IsMatch(type) ? throw Refused($"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.")
            : value.Length == 0 ? throw Refused($"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'.")
            : type == "Number" && !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? throw Refused($"Could not cast message attribute '{name}' value to number.")
            : new(name, type, value);
    }

    private static SandboxException Refused(string why) => new(400, "ParameterValueInvalid", why);

    [GeneratedRegex(@"^(?=.{1,256}\z)(?!(aws|amazon)\.)[a-z0-9_-]+(\.[a-z0-9_-]+)*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"^(String|Number|Binary)(\..+)?\z")]
    private static partial Regex Types();
}
