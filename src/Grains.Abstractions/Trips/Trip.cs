using System.Collections.Immutable;

namespace Nusaloka.Trips;

/// <summary>A trip package.</summary>
/// <param name="Id">UUID.</param>
/// <param name="GuideId">The account that offers it.</param>
/// <param name="Status">Whether it can be found and booked.</param>
/// <param name="Version">Grows by one with each change; the ETag of the API.</param>
/// <param name="Details">What the guide wrote.</param>
/// <param name="CreatedAt">When it was begun, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="PublishedAt">When it was first published, UTC; null when it never was.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Trip")]
public sealed record Trip(
    [property: Id(0)] string Id,
    [property: Id(1)] string GuideId,
    [property: Id(2)] TripStatus Status,
    [property: Id(3)] long Version,
    [property: Id(4)] TripDetails Details,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset UpdatedAt,
    [property: Id(7)] DateTimeOffset? PublishedAt)
{
    /// <inheritdoc cref="TripDetails.Title"/>
    public string Title => Details.Title;

    /// <inheritdoc cref="TripDetails.Description"/>
    public string Description => Details.Description;

    /// <inheritdoc cref="TripDetails.Region"/>
    public string Region => Details.Region;

    /// <inheritdoc cref="TripDetails.Places"/>
    public ImmutableArray<TripPlace> Places => Details.Places;

    /// <inheritdoc cref="TripDetails.Days"/>
    public ImmutableArray<TripDay> Days => Details.Days;

    /// <inheritdoc cref="TripDetails.Price"/>
    public Money Price => Details.Price;

    /// <inheritdoc cref="TripDetails.GroupPrices"/>
    public ImmutableArray<GroupPrice> GroupPrices => Details.GroupPrices;

    /// <inheritdoc cref="TripDetails.Seasons"/>
    public ImmutableArray<SeasonPrice> Seasons => Details.Seasons;

    /// <inheritdoc cref="TripDetails.Languages"/>
    public ImmutableArray<string> Languages => Details.Languages;

    /// <inheritdoc cref="TripDetails.Difficulty"/>
    public TripDifficulty Difficulty => Details.Difficulty;

    /// <inheritdoc cref="TripDetails.Tags"/>
    public ImmutableArray<string> Tags => Details.Tags;

    /// <inheritdoc cref="TripDetails.CancellationPolicy"/>
    public CancellationPolicy CancellationPolicy => Details.CancellationPolicy;

    /// <inheritdoc cref="TripDetails.MinPeople"/>
    public int MinPeople => Details.MinPeople;

    /// <inheritdoc cref="TripDetails.MaxPeople"/>
    public int MaxPeople => Details.MaxPeople;

    /// <summary>The IANA zone of the first place, in which departures are counted; <see cref="TripDetails.DefaultTimeZone"/> while there is none.</summary>
    public string TimeZone => Details.TimeZone;
}
