using System.Collections.Immutable;

namespace Nusaloka.Matching;

/// <summary>A departure that fits a wish.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="Title">What the trip is called.</param>
/// <param name="Region">Where it is.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last one.</param>
/// <param name="PricePerPerson">What it costs each of the group.</param>
/// <param name="Free">How many seats are free.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Guide">Who guides it.</param>
/// <param name="Languages">In which it is guided.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripMatch")]
public sealed record TripMatch(
    [property: Id(0)] string TripId,
    [property: Id(1)] string DepartureId,
    [property: Id(2)] string Title,
    [property: Id(3)] string Region,
    [property: Id(4)] DateOnly StartsOn,
    [property: Id(5)] DateOnly EndsOn,
    [property: Id(6)] Money PricePerPerson,
    [property: Id(7)] int Free,
    [property: Id(8)] MatchScore Score,
    [property: Id(9)] MatchedGuide Guide,
    [property: Id(10)] ImmutableArray<string> Languages);

/// <summary>All departures that are offered for a wish.</summary>
/// <param name="Items">The best first; at most <see cref="MatchLimits.MaxMatches"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripMatches")]
public sealed record TripMatches([property: Id(0)] ImmutableArray<TripMatch> Items);

/// <summary>Who guides what fits a wish, as everybody may know them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">The public name; empty when the account is closed.</param>
/// <param name="Rating">The mean of the stars of all their trips, 1 to 5, with two decimals; null while nobody has reviewed one.</param>
/// <param name="Reviews">How many stars that are.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MatchedGuide")]
public sealed record MatchedGuide(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] double? Rating,
    [property: Id(3)] int Reviews);

/// <summary>A guide with departures that fit a wish.</summary>
/// <param name="Guide">Who.</param>
/// <param name="Departures">How many of their departures are offered: at most <see cref="MatchLimits.MaxCandidatesOfGuide"/>.</param>
/// <param name="Languages">In which these are guided, sorted.</param>
/// <param name="Best">The best of them. Its score is the guide's.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GuideMatch")]
public sealed record GuideMatch(
    [property: Id(0)] MatchedGuide Guide,
    [property: Id(1)] int Departures,
    [property: Id(2)] ImmutableArray<string> Languages,
    [property: Id(3)] TripMatch Best);

/// <summary>All guides who are offered for a wish.</summary>
/// <param name="Items">The best first; at most <see cref="MatchLimits.MaxMatches"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GuideMatches")]
public sealed record GuideMatches([property: Id(0)] ImmutableArray<GuideMatch> Items);

/// <summary>Somebody who would like the same. What they can spend is not said.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="WishId">Their wish.</param>
/// <param name="From">The first day on which they can go.</param>
/// <param name="To">The last one.</param>
/// <param name="Regions">Where; empty for anywhere.</param>
/// <param name="Interests">What for; empty for anything.</param>
/// <param name="Languages">What they understand; may be empty.</param>
/// <param name="GroupSize">How many they are.</param>
/// <param name="Score">How well it fits.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CompanionMatch")]
public sealed record CompanionMatch(
    [property: Id(0)] string AccountId,
    [property: Id(1)] string WishId,
    [property: Id(2)] DateOnly From,
    [property: Id(3)] DateOnly To,
    [property: Id(4)] ImmutableArray<string> Regions,
    [property: Id(5)] ImmutableArray<string> Interests,
    [property: Id(6)] ImmutableArray<string> Languages,
    [property: Id(7)] int GroupSize,
    [property: Id(8)] MatchScore Score);

/// <summary>All who would like the same.</summary>
/// <param name="Items">The best first; at most <see cref="MatchLimits.MaxMatches"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CompanionMatches")]
public sealed record CompanionMatches([property: Id(0)] ImmutableArray<CompanionMatch> Items);
