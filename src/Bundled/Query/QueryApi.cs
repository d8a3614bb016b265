using System.Net;
using Amazon.Runtime;

namespace KeyReaper.Bundled.Query;

/// <summary>Makes the exception for an error response: message, cause, fault side, error code, request id, HTTP status.</summary>
internal delegate AmazonServiceException ErrorFactory(
    string message, Exception inner, ErrorType type, string code, string requestId, HttpStatusCode status);

/// <summary>An error code that an operation maps to an exception type of its own.</summary>
internal sealed record QueryError(string Code, ErrorFactory Create);

/// <summary>What all operations of one Query-protocol service share.</summary>
/// <param name="Name">The service's name in requests, for example <c>Amazon.IdentityManagement</c>.</param>
/// <param name="Version">The API version sent with every request.</param>
/// <param name="AnyError">Makes the exception for a code that the operation does not map.</param>
internal sealed record QueryApi(string Name, string Version, ErrorFactory AnyError);
