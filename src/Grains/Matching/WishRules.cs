using System.Collections.Immutable;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Trips;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>The decisions about wishes.</summary>
internal static class WishRules
{
    /// <summary>A wish is added or changed; it must not be over already.</summary>
    public static Result<WishState> Save(string accountId, WishState state, SaveWish command, DateTimeOffset now)
    {
        var index = IndexOf(state, command.WishId);
        if (index < 0 && !command.IsNew)
            return MatchErrors.WishNotFound;
        if (index < 0 && state.Wishes.Length >= MatchLimits.MaxWishes)
            return MatchErrors.WishLimit;
        var details = Parse(command.Details, now);
        if (!details.IsSuccess)
            return details.Error;

        var wish = new Wish(command.WishId, accountId, details.Value, now);
        return new WishState
        {
            Wishes = index < 0 ? state.Wishes.Add(wish) : state.Wishes.SetItem(index, wish),
            Version = state.Version + 1,
        };
    }

    /// <summary>A wish is forgotten.</summary>
    public static Result<WishState> Remove(WishState state, string wishId) => IndexOf(state, wishId) is >= 0 and var index
        ? new WishState { Wishes = state.Wishes.RemoveAt(index), Version = state.Version + 1 }
        : MatchErrors.WishNotFound;

    /// <summary>One wish.</summary>
    public static Result<Wish> Find(WishState state, string wishId) =>
        IndexOf(state, wishId) is >= 0 and var index ? state.Wishes[index] : MatchErrors.WishNotFound;

    /// <summary>A region in the form in which it is compared.</summary>
    public static string RegionKey(string region) => region.Trim().ToLowerInvariant();

    private static Result<WishDetails> Parse(WishDetails details, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var days = details.To.DayNumber - details.From.DayNumber + 1;
        if (days < 1)
            wrong.Add(new FieldError("/to", "invalid_range", "The last day is the first one or later."));
        else if (days > MatchLimits.MaxWindowDays)
            wrong.Add(new FieldError("/to", "out_of_range", $"The time is at most {MatchLimits.MaxWindowDays} days long."));
        else if (details.To < DateOnly.FromDateTime(now.UtcDateTime))
            wrong.Add(new FieldError("/to", "out_of_range", "The time is not over yet."));
        if (details.Budget.Currency != Currency.Idr)
            wrong.Add(new FieldError("/budget", "unknown_currency", "The currency must be IDR."));
        else if (details.Budget.Units is < 1 or > TripLimits.MaxPriceUnits)
            wrong.Add(new FieldError("/budget", "out_of_range", $"The budget is 1 to {TripLimits.MaxPriceUnits} rupiah."));
        if (details.GroupSize is < 1 or > TripLimits.MaxPeople)
            wrong.Add(new FieldError("/group_size", "out_of_range", $"A group has 1 to {TripLimits.MaxPeople} people."));
        if (details.Pace is { } pace && !Enum.IsDefined(pace))
            wrong.Add(new FieldError("/pace", "not_allowed", "The pace must be relaxed, balanced or active."));

        var regions = TripText.Each(details.Regions, "/regions", MatchLimits.MaxRegions, wrong, (region, at) =>
            RegionKey(ProfileText.Parse(region, at, 1, TripLimits.MaxRegionLength, wrong)));
        var parsed = details with
        {
            Regions = [.. regions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Interests = TripText.Set(
                details.Interests, "/interests", MatchLimits.MaxInterests, TripText.IsTag,
                $"An interest has 2 to {TripLimits.MaxTagLength} letters a to z, digits and hyphens.", wrong),
            Languages = TripText.Set(
                details.Languages, "/languages", TripLimits.MaxLanguages, TripText.IsLanguage, "A language has two letters, such as id.", wrong),
        };
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : parsed;
    }

    private static int IndexOf(WishState state, string wishId)
    {
        for (var i = 0; i < state.Wishes.Length; i++)
        {
            if (state.Wishes[i].Id == wishId)
                return i;
        }

        return -1;
    }
}
