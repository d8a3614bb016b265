namespace Amazon.Lambda.Core;

/// <summary>Turns the event into the handler's argument, and the handler's result into the response.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes to the stream and leaves it open.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
