using System.Collections.Frozen;
using System.Collections.Immutable;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Places;

/// <summary>All places in memory, found by name. Immutable.</summary>
internal sealed class PlaceIndex
{
    private const int MaxTextPlaces = 200;
    private const int FirstOfExactName = 2;

    private readonly FrozenDictionary<Guid, Place> _byId;
    private readonly Place[][] _byName;
    private readonly NameIndex _names;

    public PlaceIndex(long version, ImmutableArray<Place> places)
    {
        Version = version;
        _byId = places.ToFrozenDictionary(static place => place.Id);
        var groups = places.GroupBy(static place => SearchText.Fold(place.Name)).Where(static group => group.Key.Length > 0).ToArray();
        _byName = [.. groups.Select(static group => group.OrderByDescending(WeightOf).ThenBy(static place => place.Province, StringComparer.Ordinal).ThenBy(static place => place.Id).ToArray())];
        _names = new NameIndex([.. groups.Select(static group => group.Key)], [.. _byName.Select(static named => WeightOf(named[0]))]);
    }

    /// <summary>Which content of the table it has.</summary>
    public long Version { get; }

    public Place? Get(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// The places whose names fit best, at most <paramref name="limit"/> (and 200). Of many that share a name one comes in its turn (two when it is what
    /// was typed), and the others after all other names: forty islands called Burung must not hide what else may be meant.
    /// </summary>
    public ImmutableArray<Place> Find(string text, int limit)
    {
        limit = Math.Min(limit, MaxTextPlaces);
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var area = comma < 0 ? "" : SearchText.Fold(text[(comma + 1)..]);
        var typed = SearchText.Fold(comma < 0 ? text : text[..comma]);
        // Of an area most names are not, so more of them are looked at.
        var matches = _names.Find(typed, area.Length == 0 ? limit : MaxTextPlaces);
        var (first, others) = (new List<Place>(limit), new List<Place>());
        foreach (var match in matches)
        {
            var named = area.Length == 0 ? _byName[match.Name] : Array.FindAll(_byName[match.Name], place => IsIn(place, area));
            var ahead = Math.Min(named.Length, match.Fit == NameFit.Exact ? FirstOfExactName : 1);
            first.AddRange(named[..ahead]);
            others.AddRange(named[ahead..]);
        }

        return [.. first.Concat(others).Take(limit)];
    }

    private static bool IsIn(Place place, string area) =>
        SearchText.Fold(place.Regency).Contains(area, StringComparison.Ordinal) || SearchText.Fold(place.Province).Contains(area, StringComparison.Ordinal);

    /// <summary>How well known a place is: by who lives there, and by whether it is a town, a destination or one of 17,000 islands.</summary>
    private static int WeightOf(Place place)
    {
        var people = place.Population is > 0 and var number ? (int)(Math.Log10(number) * 80) : 0;
        var kind = place.Kind switch { PlaceKind.Destination => 600, PlaceKind.Town => 200, _ => 0 };
        return Math.Min(people + kind, NameIndex.MaxWeight);
    }
}
