namespace Amazon.Lambda.Core;

/// <summary>What the Lambda runtime tells a function about the invocation.</summary>
public interface ILambdaContext
{
    /// <summary>The id under which the invocation appears in the logs.</summary>
    string AwsRequestId { get; }

    /// <summary>The mobile application that invoked the function, if one did.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>The Cognito identity that invoked the function, if one did.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN the function was invoked by: of the function, a version or an alias.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    /// <summary>In MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>Until Lambda stops the function.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of a function with tenant isolation, or empty.</summary>
    string TenantId => "";

    /// <summary>The X-Ray trace id, or empty.</summary>
    string TraceId => "";

    /// <summary>The serializer of the function, or null if it has none.</summary>
    ILambdaSerializer Serializer => null;
}
