using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace KeyReaper.Bundled.Query;

/// <summary>One operation: how its request is written, how its result is read, and which error codes have a type of their own.</summary>
internal sealed class QueryOperation<TRequest, TResponse> : InvokeOptions
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    /// <param name="result">Null for an operation that has none: its answer is the response element alone, with metadata.</param>
    public QueryOperation(
        QueryApi api, string action, Action<TRequest, ParameterCollection> write, XmlShape<TResponse> result, params QueryError[] errors)
    {
        RequestMarshaller = new Request(api, action, write);
        ResponseUnmarshaller = new Response(api, action, result, errors);
    }

    private sealed class Request(QueryApi api, string action, Action<TRequest, ParameterCollection> write)
        : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, api.Name);
            request.ParameterCollection.Add("Action", action);
            request.ParameterCollection.Add("Version", api.Version);
            write((TRequest)input, request.ParameterCollection);
            return request;
        }
    }

    private sealed class Response(QueryApi api, string action, XmlShape<TResponse> result, QueryError[] errors) : XmlResponseUnmarshaller
    {
        /// <exception cref="AmazonUnmarshallingException">
        /// It is no answer to this operation. Status 200, which a proxy gives to anything, must not pass for success with nothing in it.
        /// </exception>
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
        {
            var root = context.Root();
            if (!Is("Response", root))
            {
                throw NotUnderstood($"its root element is {root ?? "missing"}", context);
            }

            var response = new TResponse();
            var hasResult = false;
            foreach (var element in context.Children())
            {
                if (Is("Result", element))
                {
                    result?.Fill(response, context);
                    hasResult = true;
                }
                else if (element == "ResponseMetadata")
                {
                    response.ResponseMetadata = ResponseMetadataUnmarshaller.Instance.Unmarshall(context);
                }
            }

            return hasResult || result is null ? response : throw NotUnderstood($"there is no {action}Result in it", context);
        }

        public override AmazonServiceException UnmarshallException(
            XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
        {
            var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
            var create = Array.Find(errors, known => known.Code == error.Code)?.Create ?? api.AnyError;
            return create(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }

        private bool Is(string kind, string element) => element == action + kind;

        private AmazonUnmarshallingException NotUnderstood(string why, XmlUnmarshallerContext context) =>
            new(requestId: null, lastKnownLocation: null, responseBody: null, $"The answer to {action} is not understood: {why}.", innerException: null)
            {
                StatusCode = context.ResponseData.StatusCode,
            };
    }
}
