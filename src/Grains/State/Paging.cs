namespace Nusaloka.Grains.State;

/// <summary>
/// Pages of lists that go on behind a cursor. A reader asks for one item more than a page has: where it gets that one, there is a next page.
/// </summary>
internal static class Paging
{
    /// <summary>The page of a list that is ordered by time and id.</summary>
    /// <param name="found">In the list's order, at most one more than the page's limit.</param>
    /// <param name="page">What was asked for.</param>
    /// <param name="placeOf">The place of an item in the list.</param>
    public static Page<T> ToPage<T>(this IEnumerable<T> found, PageRequest page, Func<T, Cursor> placeOf) =>
        found.ToPage(page, item => placeOf(item).Encode());

    /// <summary>The same of a list with another order.</summary>
    public static Page<T> ToPage<T>(this IEnumerable<T> found, PageRequest page, Func<T, string> cursorOf) =>
        found.ToPage(page, cursorOf, static item => item);

    /// <summary>The same of rows that become items.</summary>
    public static Page<TItem> ToPage<TRow, TItem>(this IEnumerable<TRow> found, PageRequest page, Func<TRow, Cursor> placeOf, Func<TRow, TItem> itemOf) =>
        found.ToPage(page, row => placeOf(row).Encode(), itemOf);

    private static Page<TItem> ToPage<TRow, TItem>(this IEnumerable<TRow> found, PageRequest page, Func<TRow, string> cursorOf, Func<TRow, TItem> itemOf)
    {
        var rows = found.ToArray();
        return new Page<TItem>(
            [.. rows.Take(page.Limit).Select(itemOf)],
            rows.Length > page.Limit ? cursorOf(rows[page.Limit - 1]) : null);
    }
}
