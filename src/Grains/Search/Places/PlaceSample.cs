using System.Collections.Immutable;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Places;

/// <summary>The places that the product brings, for as long as nobody has loaded others: sixty destinations that many travel to.</summary>
internal static class PlaceSample
{
    /// <summary>What <c>place_version</c> calls them.</summary>
    public const string Source = "sample";

    private const string Resource = "Search/places.csv";

    /// <summary>Reads them.</summary>
    public static ImmutableArray<Place> Read()
    {
        using var stream = typeof(PlaceSample).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The embedded resource {Resource} is missing; Nusaloka.Grains.csproj embeds it.");
        using var reader = new StreamReader(stream);
        var content = PlaceFile.Read(reader);
        return content.Faults.IsEmpty
            ? content.Places
            : throw new InvalidOperationException($"{Resource}, line {content.Faults[0].Line}: {content.Faults[0].What}");
    }
}
