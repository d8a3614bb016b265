using System.Runtime.CompilerServices;

namespace KeyReaper.Aws;

internal static class Pages
{
    /// <summary>All pages of a list, or none that looks whole: the SDK would take a missing IsTruncated for the end, and ask for ever if no new marker came.</summary>
    /// <exception cref="OddAnswerException">A page does not say whether or where the list goes on.</exception>
    public static async IAsyncEnumerable<TPage> All<TPage>(
        IAsyncEnumerable<TPage> pages, Func<TPage, bool?> isTruncated, Func<TPage, string?> marker, [EnumeratorCancellation] CancellationToken cancelled)
    {
        var markers = new HashSet<string?>(StringComparer.Ordinal) { null, "" };
        await foreach (var page in pages.WithCancellation(cancelled))
        {
            if (isTruncated(page) is not { } more) throw new OddAnswerException("the answer does not say whether there is more");
            if (more && !markers.Add(marker(page))) throw new OddAnswerException("the answer does not say where the rest of it begins");
            yield return page;
        }
    }
}

/// <summary>An answer that cannot be what IAM meant to say. What it is about counts as not read.</summary>
internal sealed class OddAnswerException(string what) : Exception(what);
