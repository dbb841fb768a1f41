using System.Text.Json.Serialization;
using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>The parts of a trip that a revision changed; the others are not there.</summary>
public sealed record TripChangesResponse
{
    /// <summary>What it is called.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>What it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>Where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }

    /// <summary>Where it leads.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TripPlaceBody>? Places { get; init; }

    /// <summary>The itinerary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TripDayBody>? Days { get; init; }

    /// <summary>What is in the price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Included { get; init; }

    /// <summary>What is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotIncluded { get; init; }

    /// <summary>For one person, in whole rupiah.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Price { get; init; }

    /// <summary>Lower prices for larger groups.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GroupPriceBody>? GroupPrices { get; init; }

    /// <summary>Prices by season.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeasonPriceBody>? Seasons { get; init; }

    /// <summary>Languages in which it is guided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>How hard it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TripDifficulty? Difficulty { get; init; }

    /// <summary>What it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Ids of pictures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>What who cancels gets back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CancellationPolicy? CancellationPolicy { get; init; }

    /// <summary>The smallest group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MinPeople { get; init; }

    /// <summary>The largest group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxPeople { get; init; }

    /// <summary>The wire shape of what a revision changed.</summary>
    public static TripChangesResponse Of(TripRevision revision)
    {
        var (written, changed) = (revision.Written, revision.Changed);
        return new TripChangesResponse
        {
            Title = Of("title", written.Title),
            Description = Of("description", written.Description),
            Region = Of("region", written.Region),
            Places = Of("places", TripPlaceBody.Of(written.Places)),
            Days = Of("days", TripDayBody.Of(written.Days)),
            Included = Of<IReadOnlyList<string>>("included", written.Included),
            NotIncluded = Of<IReadOnlyList<string>>("not_included", written.NotIncluded),
            Price = OfValue("price", written.Price.Units),
            GroupPrices = Of("group_prices", GroupPriceBody.Of(written.GroupPrices)),
            Seasons = Of("seasons", SeasonPriceBody.Of(written.Seasons)),
            Languages = Of<IReadOnlyList<string>>("languages", written.Languages),
            Difficulty = OfValue("difficulty", written.Difficulty),
            Tags = Of<IReadOnlyList<string>>("tags", written.Tags),
            Photos = Of<IReadOnlyList<string>>("photos", written.Photos),
            CancellationPolicy = OfValue("cancellation_policy", written.CancellationPolicy),
            MinPeople = OfValue("min_people", written.MinPeople),
            MaxPeople = OfValue("max_people", written.MaxPeople),
        };

        T? Of<T>(string name, T value)
            where T : class => changed.Contains(name) ? value : null;

        T? OfValue<T>(string name, T value)
            where T : struct => changed.Contains(name) ? value : null;
    }
}

/// <summary>Something that was done to a trip.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Kind">created, changed, published, archived or deleted.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Changes">What is written since, in the parts that changed.</param>
public sealed record TripRevisionResponse(long Version, TripRevisionKind Kind, string ActorId, DateTimeOffset At, TripChangesResponse Changes)
{
    /// <summary>The wire shape of a revision.</summary>
    public static TripRevisionResponse Of(TripRevision revision) =>
        new(revision.Version, revision.Kind, revision.ActorId, revision.At, TripChangesResponse.Of(revision));
}

/// <summary>One page of what was done to a trip.</summary>
/// <param name="Data">The last first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record TripRevisionsResponse(IReadOnlyList<TripRevisionResponse> Data, string? NextCursor);
