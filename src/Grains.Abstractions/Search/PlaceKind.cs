namespace Nusaloka.Search;

/// <summary>What sort of place it is.</summary>
[GenerateSerializer, Alias("nusaloka.PlaceKind")]
public enum PlaceKind
{
    /// <summary>A city, town or village.</summary>
    Town = 0,

    /// <summary>An island.</summary>
    Island = 1,

    /// <summary>What people travel to see: a mountain, lake, beach, temple or park.</summary>
    Destination = 2,
}
