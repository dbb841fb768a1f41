using System.Buffers;
using System.Runtime.InteropServices;

namespace Nusaloka.Grains.Search;

/// <summary>Which names have which three letters in a row. Immutable.</summary>
internal sealed class TrigramPostings
{
    private const int TooCommon = 10;

    private readonly Dictionary<ulong, int[]> _postings;
    private readonly int _names;

    public TrigramPostings(string[] names)
    {
        _names = names.Length;
        var lists = new Dictionary<ulong, List<int>>();
        for (var name = 0; name < names.Length; name++)
        {
            foreach (var trigram in Of(names[name]))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, trigram, out _);
                list ??= [];
                if (list.Count == 0 || list[^1] != name)
                    list.Add(name);
            }
        }

        _postings = lists.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
    }

    /// <summary>
    /// The names that share most trigrams with the text. Trigrams that every tenth name has ("pulau") tell nothing and are left out, unless
    /// the text has no others.
    /// </summary>
    public IEnumerable<int> MostSimilar(string text, int most)
    {
        var lists = Of(text).Distinct().Select(_postings.GetValueOrDefault).OfType<int[]>().ToList();
        var telling = lists.Where(list => list.Length <= Math.Max(_names / TooCommon, 50)).ToList();
        return Count(telling.Count > 0 ? telling : lists, most);
    }

    private List<int> Count(List<int[]> lists, int most)
    {
        var counts = ArrayPool<byte>.Shared.Rent(_names);
        try
        {
            counts.AsSpan(0, _names).Clear();
            var touched = new List<int>();
            foreach (var list in lists)
            {
                foreach (var name in list)
                {
                    if (counts[name] == 0)
                        touched.Add(name);
                    if (counts[name] < byte.MaxValue)
                        counts[name]++;
                }
            }

            if (touched.Count <= most)
                return touched;
            var best = new PriorityQueue<int, int>(most);
            foreach (var name in touched)
            {
                if (best.Count < most)
                    best.Enqueue(name, counts[name]);
                else
                    best.EnqueueDequeue(name, counts[name]);
            }

            return [.. best.UnorderedItems.Select(static item => item.Element)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(counts);
        }
    }

    /// <summary>All trigrams of a text between two spaces before and one after it, as in pg_trgm: its first letter is in three of them.</summary>
    private static IEnumerable<ulong> Of(string text)
    {
        var (one, two) = (' ', ' ');
        for (var i = 0; i <= text.Length; i++)
        {
            var three = i < text.Length ? text[i] : ' ';
            yield return ((ulong)one << 32) | ((ulong)two << 16) | three;
            (one, two) = (two, three);
        }
    }
}
