namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event or a response that could not be converted. The message names the type, the inner exception says what is wrong.</summary>
public class JsonSerializerException : Exception
{
    public JsonSerializerException(string message) : base(message) { }

    public JsonSerializerException(string message, Exception exception) : base(message, exception) { }
}
