namespace Nusaloka.Grains.Search;

/// <summary>
/// How many letters must be inserted, deleted, substituted or exchanged with their neighbour to make one text of another: the restricted
/// Damerau-Levenshtein distance ("optimal string alignment": no letter is edited twice).
/// </summary>
internal static class EditDistance
{
    /// <summary>The longest texts that are compared; longer ones are compared by their beginnings.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// The distance of <paramref name="typed"/> to the whole of <paramref name="name"/>, and the least distance to any beginning of it. A distance over
    /// <paramref name="most"/> is answered as <paramref name="most"/> + 1. Takes time in proportion to the length times <paramref name="most"/>.
    /// </summary>
    public static (int Whole, int Beginning) Measure(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, int most)
    {
        typed = typed.Length > MaxLength ? typed[..MaxLength] : typed;
        name = name.Length > MaxLength ? name[..MaxLength] : name;
        var over = most + 1;
        Span<int> before = stackalloc int[name.Length + 1];
        Span<int> above = stackalloc int[name.Length + 1];
        Span<int> row = stackalloc int[name.Length + 1];
        before.Fill(over);
        for (var j = 0; j <= name.Length; j++)
            above[j] = Math.Min(j, over);

        for (var i = 1; i <= typed.Length; i++)
        {
            // Outside of this band every distance is over the bound.
            var (from, to) = (Math.Max(1, i - most), Math.Min(name.Length, i + most));
            row.Fill(over);
            row[0] = Math.Min(i, over);
            var least = row[0];
            for (var j = from; j <= to; j++)
            {
                var distance = Math.Min(above[j - 1] + (typed[i - 1] == name[j - 1] ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && typed[i - 1] == name[j - 2] && typed[i - 2] == name[j - 1])
                    distance = Math.Min(distance, before[j - 2] + 1);
                row[j] = Math.Min(distance, over);
                least = Math.Min(least, row[j]);
            }

            // An exchange may still step over one row.
            if (least > most && i > 1 && Least(above) > most)
                return (over, over);
            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return (above[name.Length], Least(above));
    }

    private static int Least(ReadOnlySpan<int> row)
    {
        var least = row[0];
        foreach (var distance in row)
            least = Math.Min(least, distance);
        return least;
    }
}
