using System.Text;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Trouble;

namespace KeyReaper.Sandbox.Requests;

/// <summary>A page of a list; <paramref name="Marker"/> is null on the last one.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Marker)
{
    /// <summary>The page as IAM answers it: the list, IsTruncated and, if there is more, Marker.</summary>
    public IReadOnlyList<Node> ToNodes(string list, Func<T, Node> member)
    {
        Node[] nodes = [Node.Of(list, [.. Items.Select(member)]), Node.Of("IsTruncated", Marker is not null)];
        return Marker is null ? nodes : [.. nodes, Node.Of("Marker", Marker)];
    }
}

/// <summary>
/// Cuts sorted lists into pages. A marker holds the sort key of the last item served, so that a list which changes between two pages neither
/// repeats nor skips items that remained.
/// </summary>
internal sealed class Pages
{
    private const int DefaultSize = 100;
    private int? limit;

    public int Size
    {
        get => limit ?? DefaultSize;
        set => limit = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A page holds at least one item.");
    }

    public PageShape Shape { get; set; }

    public Page<T> Cut<T>(IReadOnlyList<T> sorted, Func<T, string> sortKey, StringComparer comparer, int? maxItems, string? marker)
    {
        var (after, emptyPageServed) = marker is null ? (null, false) : Read(marker);
        var start = after is null ? 0 : sorted.TakeWhile(item => comparer.Compare(sortKey(item), after) <= 0).Count();
        if (Shape is PageShape.WithEmptyPages && !emptyPageServed && start < sorted.Count)
        {
            return new([], Write(after, emptyPageServed: true));
        }

        var full = Math.Min(maxItems ?? DefaultSize, limit ?? int.MaxValue);
        var length = Shape is PageShape.Short ? 1 + (start % full) : full;
        var items = sorted.Skip(start).Take(length).ToArray();
        return new(items, start + items.Length < sorted.Count ? Write(sortKey(items[^1]), emptyPageServed: false) : null);
    }

    private static string Write(string? after, bool emptyPageServed) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{(emptyPageServed ? 'e' : 'p')}{(after is null ? '^' : '>')}{after}"));

    private static (string? After, bool EmptyPageServed) Read(string marker)
    {
        var bytes = new byte[marker.Length];
        var text = Convert.TryFromBase64String(marker, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        return text is [('e' or 'p') and var kind, ('^' or '>') and var place, .. var key]
            ? (place is '^' ? null : key, kind is 'e')
            : throw Errors.Validation("Invalid Marker.");
    }
}
