using System.Collections.Immutable;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>What a score looks at of trip and departure.</summary>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last one.</param>
/// <param name="PricePerPerson">What it costs each of the group.</param>
/// <param name="Region">In lower case.</param>
/// <param name="Tags">Each once.</param>
/// <param name="Difficulty">How hard it is.</param>
/// <param name="Languages">In which it is guided.</param>
/// <param name="Sold">How many seats are sold.</param>
/// <param name="MinPeople">How many must be sold for it to take place.</param>
internal sealed record MatchCandidate(
    DateOnly StartsOn, DateOnly EndsOn, Money PricePerPerson, string Region, ImmutableArray<string> Tags, TripDifficulty Difficulty,
    ImmutableArray<string> Languages, int Sold, int MinPeople);
