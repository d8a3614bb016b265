using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace KeyReaper.Aws;

internal static class Pages
{
    /// <summary>All pages of a list, or an exception. The SDK would take a missing IsTruncated for the end, and ask forever if the marker did not change.</summary>
    /// <exception cref="OddAnswerException">A page does not say whether or where the list goes on.</exception>
    public static async IAsyncEnumerable<TPage> All<TPage>(
        IAsyncEnumerable<TPage> pages, Func<TPage, bool?> isTruncated, Func<TPage, string?> marker, [EnumeratorCancellation] CancellationToken cancelled)
        where TPage : AmazonWebServiceResponse
    {
        var markers = new HashSet<string?>(StringComparer.Ordinal) { null, "" };
        await foreach (var page in pages.WithCancellation(cancelled))
        {
            OddAnswerException.ThrowIfNotFromAws(page);
            if (isTruncated(page) is not { } more) throw new OddAnswerException("the answer does not say whether there is more");
            if (more && !markers.Add(marker(page))) throw new OddAnswerException("the answer does not say where the rest of it begins");
            yield return page;
        }
    }
}

/// <summary>An answer that makes no sense. What it is about counts as not read.</summary>
internal sealed class OddAnswerException(string what) : Exception(what)
{
    /// <summary>The SDK takes anything with status 200 for an answer, even a proxy's page: the answer is then empty, and an act would count as done. AWS gives every answer a request id.</summary>
    public static void ThrowIfNotFromAws(AmazonWebServiceResponse answer)
    {
        if (answer.ResponseMetadata is not { RequestId.Length: > 0 }) throw new OddAnswerException("the answer is not from AWS: it has no request id");
    }
}
