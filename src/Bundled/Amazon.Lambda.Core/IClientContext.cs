namespace Amazon.Lambda.Core;

/// <summary>The mobile application, and the device it runs on, that invoked the function.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    /// <summary>Values that the application added.</summary>
    IDictionary<string, string> Custom { get; }
}

/// <summary>A mobile application.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}

/// <summary>A Cognito identity.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
