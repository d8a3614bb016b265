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
    public QueryOperation(
        QueryApi api, string action, Action<TRequest, ParameterCollection> write, XmlShape<TResponse> result, params QueryError[] errors)
    {
        RequestMarshaller = new Request(api, action, write);
        ResponseUnmarshaller = new Response(api, action + "Result", result, errors);
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

    private sealed class Response(QueryApi api, string resultElement, XmlShape<TResponse> result, QueryError[] errors)
        : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
        {
            var response = new TResponse();
            context.Read();
            foreach (var element in context.Children())
            {
                if (element == resultElement)
                {
                    result.Fill(response, context);
                }
                else if (element == "ResponseMetadata")
                {
                    response.ResponseMetadata = ResponseMetadataUnmarshaller.Instance.Unmarshall(context);
                }
            }

            return response;
        }

        public override AmazonServiceException UnmarshallException(
            XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
        {
            var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
            var create = Array.Find(errors, known => known.Code == error.Code)?.Create ?? api.AnyError;
            return create(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }
    }
}
