using System.Runtime.InteropServices;

namespace Nusaloka.Grains.Search;

/// <summary>
/// Finds names by what people type: whole names, beginnings, and both with letters wrong. Immutable, for any number of threads.
/// </summary>
/// <remarks>
/// A name can be found from each of its words on ("trawangan" finds "gili trawangan"): such a rest is a key. Three structures over the keys:
/// sorted, for what begins with the text; by the hashes of all texts that one deletion leaves of a key, which meet those of the typed text
/// exactly when one edit lies between them (the symmetric deletions of SymSpell); and by trigrams, for what is farther away, whose most
/// similar candidates are measured.
/// </remarks>
internal sealed class NameIndex
{
    private const int MaxCandidates = 200;
    private const int ShortestCorrected = 3;
    private const int MaxWords = 6;

    private readonly string[] _names;
    private readonly int[] _weights;
    private readonly Key[] _keys;
    private readonly uint[] _deletionHashes;
    private readonly int[] _deletionKeys;
    private readonly TrigramPostings _trigrams;

    /// <param name="names">Folded names, each once.</param>
    /// <param name="weights">How well known each is, 0 to <see cref="MaxWeight"/>.</param>
    public NameIndex(string[] names, int[] weights)
    {
        (_names, _weights) = (names, weights);
        _keys = [.. names.SelectMany(static (name, number) => Starts(name).Select(start => new Key(number, start)))];
        Array.Sort(_keys, (one, other) => TextOf(one).SequenceCompareTo(TextOf(other)));
        (_deletionHashes, _deletionKeys) = IndexDeletions();
        _trigrams = new TrigramPostings(names);
    }

    /// <summary>The most that a name can weigh.</summary>
    public const int MaxWeight = 999;

    /// <summary>
    /// The names that fit best, at most so many: exact ones, then in turns the best completions and corrections, because nobody knows whether
    /// who types "pulau bal" is going on or has mistyped.
    /// </summary>
    /// <param name="typed">Folded text.</param>
    /// <param name="most">How many names.</param>
    public List<NameMatch> Find(string typed, int most)
    {
        if (typed.Length == 0 || most <= 0)
            return [];

        typed = typed.Length > EditDistance.MaxLength ? typed[..EditDistance.MaxLength] : typed;
        var found = new Dictionary<int, NameMatch>();
        AddBeginnings(typed, most, found);
        if (typed.Length >= ShortestCorrected)
        {
            AddOneEdit(typed, found);
            if (found.Count < most)
                AddSimilar(typed, found);
        }

        return InTurns(found.Values, most);
    }

    /// <summary>Where the keys of a name begin: at its words.</summary>
    private static IEnumerable<int> Starts(string name)
    {
        yield return 0;
        var words = 1;
        for (var i = 1; i < name.Length && words < MaxWords; i++)
        {
            if (name[i - 1] == ' ')
            {
                words++;
                yield return i;
            }
        }
    }

    private ReadOnlySpan<char> TextOf(Key key) => _names[key.Name].AsSpan(key.Start);

    private void AddBeginnings(string typed, int most, Dictionary<int, NameMatch> found)
    {
        var best = new PriorityQueue<NameMatch, int>();
        for (var i = FirstKey(typed); i < _keys.Length && TextOf(_keys[i]).StartsWith(typed, StringComparison.Ordinal); i++)
        {
            var key = _keys[i];
            var rest = _names[key.Name].Length - key.Start - typed.Length;
            var score = _weights[key.Name] - Math.Min(rest, 40) * 20 - (key.Start > 0 ? 400 : 0);
            if (rest == 0)
                Keep(found, new NameMatch(key.Name, NameFit.Exact, score));
            else if (best.Count < most)
                best.Enqueue(new NameMatch(key.Name, NameFit.Completion, score), score);
            else
                best.EnqueueDequeue(new NameMatch(key.Name, NameFit.Completion, score), score);
        }

        while (best.TryDequeue(out var match, out _))
            Keep(found, match);
    }

    private int FirstKey(string typed)
    {
        var (from, to) = (0, _keys.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (TextOf(_keys[middle]).SequenceCompareTo(typed) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }

    private void AddOneEdit(string typed, Dictionary<int, NameMatch> found)
    {
        Look(Hash(typed));
        for (var without = 0; without < typed.Length; without++)
            Look(HashWithout(typed, without));

        void Look(uint hash)
        {
            var at = Array.BinarySearch(_deletionHashes, hash);
            if (at < 0)
                return;
            while (at > 0 && _deletionHashes[at - 1] == hash)
                at--;
            for (; at < _deletionHashes.Length && _deletionHashes[at] == hash; at++)
                AddMeasured(typed, _keys[_deletionKeys[at]], most: 1, found);
        }
    }

    private void AddSimilar(string typed, Dictionary<int, NameMatch> found)
    {
        var most = typed.Length switch { < 5 => 1, < 10 => 2, _ => 3 };
        foreach (var name in _trigrams.MostSimilar(typed, MaxCandidates))
        {
            foreach (var start in Starts(_names[name]))
                AddMeasured(typed, new Key(name, start), most, found);
        }
    }

    private void AddMeasured(string typed, Key key, int most, Dictionary<int, NameMatch> found)
    {
        var text = TextOf(key);
        var (whole, beginning) = EditDistance.Measure(typed, text, most);
        var inside = key.Start > 0 ? 150 : 0;
        if (whole <= most)
        {
            // A letter left out or two exchanged can be made in few ways, a wrong letter in many: so of two names the one that lacks less is likelier.
            var likelier = text.Length > typed.Length ? 60 : text.Length == typed.Length && IsExchange(typed, text) ? 60 : 0;
            Keep(found, new NameMatch(key.Name, NameFit.Correction, 3_000 - whole * 1_000 + likelier + _weights[key.Name] / 2 - inside));
        }
        else if (beginning <= most && typed.Length > beginning * 3)
        {
            Keep(found, new NameMatch(key.Name, NameFit.Correction, 2_500 - beginning * 1_000 + _weights[key.Name] / 2 - inside - Math.Min(text.Length, 40)));
        }
    }

    private static bool IsExchange(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        var at = typed.CommonPrefixLength(name);
        return at + 1 < typed.Length && typed[at] == name[at + 1] && typed[at + 1] == name[at];
    }

    private static void Keep(Dictionary<int, NameMatch> found, NameMatch match)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(found, match.Name, out var isKnown);
        if (!isKnown || match.Fit < kept.Fit || (match.Fit == kept.Fit && match.Score > kept.Score))
            kept = match;
    }

    private List<NameMatch> InTurns(IEnumerable<NameMatch> matches, int most)
    {
        var sorted = matches.OrderByDescending(static match => match.Score).ThenBy(match => _names[match.Name], StringComparer.Ordinal).ToLookup(static match => match.Fit);
        var taken = sorted[NameFit.Exact].Take(most).ToList();
        using var completions = sorted[NameFit.Completion].GetEnumerator();
        using var corrections = sorted[NameFit.Correction].GetEnumerator();
        var (hasCompletion, hasCorrection) = (completions.MoveNext(), corrections.MoveNext());
        while (taken.Count < most && (hasCompletion || hasCorrection))
        {
            if (hasCompletion)
            {
                taken.Add(completions.Current);
                hasCompletion = completions.MoveNext();
            }

            if (hasCorrection && taken.Count < most)
            {
                taken.Add(corrections.Current);
                hasCorrection = corrections.MoveNext();
            }
        }

        return taken;
    }

    private (uint[] Hashes, int[] Keys) IndexDeletions()
    {
        var (hashes, keys) = (new List<uint>(_keys.Length * 12), new List<int>(_keys.Length * 12));
        for (var i = 0; i < _keys.Length; i++)
        {
            var text = TextOf(_keys[i]);
            if (text.Length is < ShortestCorrected or > EditDistance.MaxLength)
                continue;
            Add(Hash(text), i);
            for (var without = 0; without < text.Length; without++)
            {
                // Leaving out either of two equal neighbours is the same.
                if (without == 0 || text[without] != text[without - 1])
                    Add(HashWithout(text, without), i);
            }
        }

        var (sortedHashes, sortedKeys) = (hashes.ToArray(), keys.ToArray());
        Array.Sort(sortedHashes, sortedKeys);
        return (sortedHashes, sortedKeys);

        void Add(uint hash, int key)
        {
            hashes.Add(hash);
            keys.Add(key);
        }
    }

    // FNV-1a over UTF-16 units. Texts that share a hash by chance are told apart when they are measured.
    private static uint Hash(ReadOnlySpan<char> text) => Hash(2_166_136_261, text);

    private static uint HashWithout(ReadOnlySpan<char> text, int without) => Hash(Hash(2_166_136_261, text[..without]), text[(without + 1)..]);

    private static uint Hash(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16_777_619);
        return hash;
    }

    private readonly record struct Key(int Name, int Start);
}
