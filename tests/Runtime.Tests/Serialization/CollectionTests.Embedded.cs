using System.Collections.Immutable;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

public sealed class CollectionTests
{
    private static readonly string?[] Texts = ["a", null, "", "c"];
    private static readonly Dictionary<string, int> Ages = new() { ["ayu"] = 3, ["budi"] = 5 };

    [Fact]
    public void Lists_OfEveryKind_ComeBack()
    {
        Assert.Equal(Texts, Wire.RoundTrip(Texts));
        Assert.Equal(Texts, Wire.RoundTrip<List<string?>>([.. Texts]));
        Assert.Equal(Texts, Wire.RoundTrip<IList<string?>>(Texts));
        Assert.Equal(Texts, Wire.RoundTrip<ICollection<string?>>(Texts));
        Assert.Equal(Texts, Wire.RoundTrip<IReadOnlyList<string?>>(Texts));
        Assert.Equal(Texts, Wire.RoundTrip<IReadOnlyCollection<string?>>(Texts));
        Assert.Equal(Texts, Wire.RoundTrip(Texts.Where(static _ => true)));
        Assert.Equal(Texts, Wire.RoundTrip(ImmutableList.Create(Texts)));
        Assert.Equal(Texts, Wire.RoundTrip(ImmutableArray.Create(Texts)).AsEnumerable());
        Assert.Equal([1, 0, -1], Wire.RoundTrip<int[]>([1, 0, -1]));
        Assert.Equal([1, null], Wire.RoundTrip<int?[]>([1, null]));
        Assert.Equal([new Point(1, Colour.Red), default], Wire.RoundTrip<Point[]>([new Point(1, Colour.Red), default]));
        Assert.Equal([[1], [], [2, 3]], Wire.RoundTrip<int[][]>([[1], [], [2, 3]]));
        Assert.Equal(Enumerable.Range(0, 10_000), Wire.RoundTrip(Enumerable.Range(0, 10_000).ToArray()));
    }

    [Fact]
    public void Nothing_IsToldFromEmpty()
    {
        Assert.Null(Wire.RoundTrip<string[]?>(null));
        Assert.Empty(Wire.RoundTrip<List<int>>([]));
        Assert.True(Wire.RoundTrip(default(ImmutableArray<int>)).IsDefault);
        Assert.True(Wire.RoundTrip(new Happened<ImmutableArray<int>>(default)).What.IsDefault);
        Assert.Empty(Wire.RoundTrip(new Happened<ImmutableArray<int>>([])).What);
        Assert.Null(Wire.RoundTrip(new Happened<List<int>?>(null)).What);
        Assert.Empty(Wire.RoundTrip(new Happened<List<int>?>([])).What!);
    }

    [Fact]
    public void Sets_OfEveryKind_ComeBack()
    {
        Assert.Equal(["a", "b"], Wire.RoundTrip<HashSet<string>>(["a", "b"]));
        Assert.Equal(["a", "b"], Wire.RoundTrip<ISet<string>>(new HashSet<string> { "a", "b" }));
        Assert.Equal(["a", "b"], Wire.RoundTrip<IReadOnlySet<string>>(new SortedSet<string> { "b", "a" }));
        Assert.Equal(["a", "b"], Wire.RoundTrip<ImmutableHashSet<string>>(["a", "b"]).Order());
    }

    [Fact]
    public void Dictionaries_OfEveryKind_ComeBack()
    {
        Assert.Equal(Ages, Wire.RoundTrip(Ages));
        Assert.Equal(Ages, Wire.RoundTrip<IDictionary<string, int>>(Ages));
        Assert.Equal(Ages, Wire.RoundTrip<IReadOnlyDictionary<string, int>>(Ages));
        Assert.Equal(Ages, Wire.RoundTrip(Ages.ToImmutableDictionary()).OrderBy(static pair => pair.Key));
        Assert.Equal(Ages, Wire.RoundTrip<KeyValuePair<string, int>[]>([.. Ages]));
        Assert.Equal(new Dictionary<int, string?[]> { [1] = Texts }, Wire.RoundTrip(new Dictionary<int, string?[]> { [1] = Texts }));
    }

    [Fact]
    public void Keys_WithoutRegardToCase_StaySo()
    {
        Assert.True(Wire.RoundTrip(new Dictionary<string, int>(Ages, StringComparer.OrdinalIgnoreCase)).ContainsKey("AYU"));
        Assert.Contains("AYU", Wire.RoundTrip(new HashSet<string>(["ayu"], StringComparer.OrdinalIgnoreCase)));
        Assert.Contains("AYU", Wire.RoundTrip<IReadOnlySet<string>>(ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "ayu")));
        Assert.True(Wire.RoundTrip(Ages.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase)).ContainsKey("AYU"));
        Assert.False(Wire.RoundTrip(Ages).ContainsKey("AYU"));
    }

    [Fact]
    public void Keys_ComparedInAWayThatHasNoName_AreRefused()
    {
        var odd = new HashSet<string>(["a"], StringComparer.InvariantCultureIgnoreCase);

        Assert.Throws<CodecNotFoundException>(() => Wire.Write(odd));
    }

    [Fact]
    public void Tuples_ComeBack()
    {
        Assert.Equal((1, "a", (int?)null), Wire.RoundTrip((1, "a", (int?)null)));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, 9), Wire.RoundTrip((1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal(Tuple.Create(1, "a"), Wire.RoundTrip(Tuple.Create(1, "a")));
        Assert.Equal(new KeyValuePair<string, int>("a", 0), Wire.RoundTrip(new KeyValuePair<string, int>("a", 0)));
    }
}
