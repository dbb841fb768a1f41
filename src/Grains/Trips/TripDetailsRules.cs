using System.Collections.Immutable;
using Nusaloka.Grains.Profiles;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>What can be written about a trip, and what a published one must have. Every wrong field is named by JSON pointer.</summary>
internal static class TripDetailsRules
{
    /// <summary>The shortest description with which travellers can decide.</summary>
    private const int MinPublishedDescription = 20;

    /// <summary>The details in the form in which they are kept, or all that is wrong with them.</summary>
    public static Result<TripDetails> Parse(TripDetails details)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var parsed = details with
        {
            Title = ProfileText.Parse(details.Title, "/title", 1, TripLimits.MaxTitleLength, wrong),
            Description = ProfileText.Parse(details.Description, "/description", 0, TripLimits.MaxDescriptionLength, wrong, mayHaveLines: true),
            Region = ProfileText.Parse(details.Region, "/region", 0, TripLimits.MaxRegionLength, wrong),
            Places = TripText.Each(details.Places, "/places", TripLimits.MaxPlaces, wrong, (place, at) => Parse(place, at, wrong)),
            Days = TripText.Each(details.Days, "/days", TripLimits.MaxDays, wrong, (day, at) => Parse(day, at, wrong)),
            Included = TripText.Lines(details.Included, "/included", TripLimits.MaxInclusions, TripLimits.MaxInclusionLength, wrong),
            NotIncluded = TripText.Lines(details.NotIncluded, "/not_included", TripLimits.MaxInclusions, TripLimits.MaxInclusionLength, wrong),
            Price = ParsePrice(details.Price, 0, TripLimits.MaxPriceUnits, "/price", wrong),
            GroupPrices = ParseGroupPrices(details, wrong),
            Seasons = ParseSeasons(details.Seasons, wrong),
            Languages = TripText.Set(
                details.Languages, "/languages", TripLimits.MaxLanguages, TripText.IsLanguage, "A language has two letters, such as id.", wrong),
            Tags = TripText.Set(
                details.Tags, "/tags", TripLimits.MaxTags, TripText.IsTag,
                $"A tag has 2 to {TripLimits.MaxTagLength} letters a to z, digits and hyphens.", wrong),
            Photos = ParsePhotos(details.Photos, wrong),
        };
        if (!Enum.IsDefined(details.Difficulty))
            wrong.Add(new FieldError("/difficulty", "not_allowed", "The difficulty must be easy, moderate or hard."));
        if (!Enum.IsDefined(details.CancellationPolicy))
            wrong.Add(new FieldError("/cancellation_policy", "not_allowed", "The cancellation policy must be flexible, moderate or strict."));
        if (details.MaxPeople is < 1 or > TripLimits.MaxPeople)
            wrong.Add(new FieldError("/max_people", "out_of_range", $"A group has 1 to {TripLimits.MaxPeople} people."));
        if (details.MinPeople < 1 || details.MinPeople > details.MaxPeople)
            wrong.Add(new FieldError("/min_people", "out_of_range", "The smallest group has 1 person or more, and not more than the largest."));
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : parsed;
    }

    /// <summary>All that a published trip must have and this one lacks.</summary>
    public static ImmutableArray<FieldError> Missing(TripDetails details)
    {
        var missing = ImmutableArray.CreateBuilder<FieldError>();
        Need(details.Description.Length >= MinPublishedDescription, "/description", $"A published trip has a description of at least {MinPublishedDescription} characters.");
        Need(details.Region.Length > 0, "/region", "A published trip has a region.");
        Need(!details.Places.IsEmpty, "/places", "A published trip has a place where it starts.");
        Need(!details.Days.IsEmpty, "/days", "A published trip has an itinerary of at least one day.");
        for (var i = 0; i < details.Days.Length; i++)
            Need(!details.Days[i].Items.IsEmpty, $"/days/{i}/items", "Each day of a published trip has something to do.");
        Need(details.Price.Units > 0, "/price", "A published trip has a price.");
        Need(!details.Languages.IsEmpty, "/languages", "A published trip is guided in a language.");
        return missing.ToImmutable();

        void Need(bool isThere, string pointer, string detail)
        {
            if (!isThere)
                missing.Add(new FieldError(pointer, "required", detail));
        }
    }

    private static TripPlace Parse(TripPlace place, string at, ImmutableArray<FieldError>.Builder wrong)
    {
        if (!(place.Latitude is >= -90 and <= 90))
            wrong.Add(new FieldError(at + "/latitude", "out_of_range", "A latitude is -90 to 90 degrees."));
        if (!(place.Longitude is >= -180 and <= 180))
            wrong.Add(new FieldError(at + "/longitude", "out_of_range", "A longitude is -180 to 180 degrees."));
        var zone = TimeZones.Find(place.TimeZone);
        if (zone is null)
            wrong.Add(new FieldError(at + "/time_zone", "unknown_time_zone", "The time zone must be a name of the IANA database, such as Asia/Makassar."));
        return place with { Name = ProfileText.Parse(place.Name, at + "/name", 1, TripLimits.MaxPlaceLength, wrong), TimeZone = zone ?? "" };
    }

    private static TripDay Parse(TripDay day, string at, ImmutableArray<FieldError>.Builder wrong) => new(
        TripText.Each(day.Items, at + "/items", TripLimits.MaxItemsPerDay, wrong, (item, itemAt) => Parse(item, itemAt, wrong)));

    private static ItineraryItem Parse(ItineraryItem item, string at, ImmutableArray<FieldError>.Builder wrong)
    {
        return new ItineraryItem(
            item.Time, Text(item.Place, "place", 0), Text(item.Activity, "activity", 1), Text(item.Transport, "transport", 0),
            Text(item.Meal, "meal", 0), Text(item.Stay, "stay", 0));

        string Text(string text, string name, int minLength) =>
            ProfileText.Parse(text, $"{at}/{name}", minLength, TripLimits.MaxItemTextLength, wrong);
    }

    private static Money ParsePrice(Money price, long min, long max, string pointer, ImmutableArray<FieldError>.Builder wrong)
    {
        if (price.Currency != Currency.Idr)
            wrong.Add(new FieldError(pointer, "unknown_currency", "The currency must be IDR."));
        else if (price.Units < min || price.Units > max)
            wrong.Add(new FieldError(pointer, "out_of_range", $"The price is {min} to {max} rupiah."));
        return price;
    }

    private static ImmutableArray<GroupPrice> ParseGroupPrices(TripDetails details, ImmutableArray<FieldError>.Builder wrong)
    {
        var (prices, highest) = (details.GroupPrices, Math.Clamp(details.Price.Units, 1, TripLimits.MaxPriceUnits));
        prices = TripText.Each(prices, "/group_prices", TripLimits.MaxGroupPrices, wrong, (price, at) =>
        {
            if (price.MinPeople is < 2 or > TripLimits.MaxPeople)
                wrong.Add(new FieldError(at + "/min_people", "out_of_range", $"A group price is for 2 to {TripLimits.MaxPeople} people and more."));
            ParsePrice(price.PricePerPerson, 1, highest, at + "/price_per_person", wrong);
            return price;
        });
        for (var i = 1; i < prices.Length; i++)
        {
            if (prices[i].MinPeople <= prices[i - 1].MinPeople)
                wrong.Add(new FieldError($"/group_prices/{i}/min_people", "invalid_range", "Group prices stand by growing size, each size once."));
        }

        return prices;
    }

    private static ImmutableArray<SeasonPrice> ParseSeasons(ImmutableArray<SeasonPrice> seasons, ImmutableArray<FieldError>.Builder wrong)
    {
        seasons = TripText.Each(seasons, "/seasons", TripLimits.MaxSeasons, wrong, (season, at) =>
        {
            if (season.To < season.From)
                wrong.Add(new FieldError(at + "/to", "invalid_range", "A season ends on or after the day on which it begins."));
            ParsePrice(season.PricePerPerson, 1, TripLimits.MaxPriceUnits, at + "/price_per_person", wrong);
            return season;
        });
        for (var i = 1; i < seasons.Length; i++)
        {
            if (seasons[i].From <= seasons[i - 1].To)
                wrong.Add(new FieldError($"/seasons/{i}/from", "invalid_range", "Seasons stand by date, and none begins before the one before has ended."));
        }

        return seasons;
    }

    private static ImmutableArray<string> ParsePhotos(ImmutableArray<string> photos, ImmutableArray<FieldError>.Builder wrong) =>
        TripText.Each(photos, "/photos", TripLimits.MaxPhotos, wrong, (photo, at) =>
        {
            if (Guid.TryParseExact(photo, "D", out var id))
                return id.ToString();
            wrong.Add(new FieldError(at, "invalid", "A photo is the id of an uploaded picture."));
            return "";
        });
}
