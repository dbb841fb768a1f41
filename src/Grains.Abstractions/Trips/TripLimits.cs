namespace Nusaloka.Trips;

/// <summary>Bounds of a trip. Lengths are in UTF-16 units.</summary>
public static class TripLimits
{
    /// <summary>The longest title.</summary>
    public const int MaxTitleLength = 120;

    /// <summary>The longest description.</summary>
    public const int MaxDescriptionLength = 5_000;

    /// <summary>The longest name of a region.</summary>
    public const int MaxRegionLength = 60;

    /// <summary>The longest name of a place.</summary>
    public const int MaxPlaceLength = 100;

    /// <summary>How many places.</summary>
    public const int MaxPlaces = 30;

    /// <summary>How many days.</summary>
    public const int MaxDays = 30;

    /// <summary>How many things on a day.</summary>
    public const int MaxItemsPerDay = 20;

    /// <summary>The longest text of something on a day.</summary>
    public const int MaxItemTextLength = 200;

    /// <summary>How many lines of what is in the price, and of what is not.</summary>
    public const int MaxInclusions = 30;

    /// <summary>The longest of those lines.</summary>
    public const int MaxInclusionLength = 120;

    /// <summary>How many group prices.</summary>
    public const int MaxGroupPrices = 10;

    /// <summary>How many seasons.</summary>
    public const int MaxSeasons = 20;

    /// <summary>How many languages.</summary>
    public const int MaxLanguages = 8;

    /// <summary>How many tags.</summary>
    public const int MaxTags = 15;

    /// <summary>The longest tag.</summary>
    public const int MaxTagLength = 30;

    /// <summary>How many pictures.</summary>
    public const int MaxPhotos = 20;

    /// <summary>The largest group.</summary>
    public const int MaxPeople = 200;

    /// <summary>The highest price for one person, in rupiah.</summary>
    public const long MaxPriceUnits = 1_000_000_000;
}
