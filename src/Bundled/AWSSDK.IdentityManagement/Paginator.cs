using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Asks for page after page as long as the last one says that there is more. It can be walked once.</summary>
/// <param name="request">The first page's request, which moves on from page to page.</param>
/// <param name="ask">Sends the request.</param>
/// <param name="isTruncated">Whether there is more after this page. A page may be empty and still say so.</param>
/// <param name="moveOn">Makes the request one for the page after this one.</param>
internal sealed class Paginator<TRequest, TResponse>(
    TRequest request,
    Func<TRequest, CancellationToken, Task<TResponse>> ask,
    Func<TResponse, bool?> isTruncated,
    Action<TRequest, TResponse> moveOn) : IPaginator<TResponse>
    where TRequest : AmazonWebServiceRequest
{
    private bool _walked;

    public async IAsyncEnumerable<TResponse> PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _walked, true))
        {
            throw new InvalidOperationException("This paginator has been walked already. Make a new one for another walk.");
        }

        PaginatorUtils.SetUserAgentAdditionOnRequest(request);
        var page = await ask(request, cancellationToken);
        yield return page;
        while (isTruncated(page) == true)
        {
            moveOn(request, page);
            page = await ask(request, cancellationToken);
            yield return page;
        }
    }
}
