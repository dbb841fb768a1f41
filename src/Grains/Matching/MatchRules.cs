using System.Collections.Immutable;
using Nusaloka.Departures;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>
/// How well trips fit wishes, and wishes each other. Whole numbers only, each part rounded down, so that C#, SQL and a pencil come to the
/// same; the formulas are in docs/reference/matching.md.
/// </summary>
internal static class MatchRules
{
    private const int Whole = MatchScore.Whole;

    // Where a band of budgets ends and the next begins, whole rupiah. Companions are told of each other by bands alone, or whoever changes their own budget and looks
    // what becomes of the score would learn the other's.
    private static readonly long[] BudgetBands = [500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000];

    /// <summary>How well a departure fits a wish.</summary>
    public static MatchScore Score(WishDetails wish, Trip trip, Departure departure) => Score(wish, new MatchCandidate(
        departure.StartsOn, departure.EndsOn, TripPricing.PerPerson(trip, departure.StartsOn, wish.GroupSize, departure.OwnPrice),
        WishRules.RegionKey(trip.Region), trip.Tags, trip.Difficulty, trip.Languages, departure.Sold, departure.MinPeople));

    /// <inheritdoc cref="Score(WishDetails, Trip, Departure)"/>
    public static MatchScore Score(WishDetails wish, MatchCandidate candidate) => new(
        Dates: Share(Overlap(wish.From, wish.To, candidate.StartsOn, candidate.EndsOn), Days(candidate.StartsOn, candidate.EndsOn)),
        Budget: Affordable(wish.Budget.Units, candidate.PricePerPerson.Units),
        Region: wish.Regions.IsEmpty || wish.Regions.Contains(candidate.Region) ? Whole : 0,
        Interests: wish.Interests.IsEmpty ? Whole : Share(Common(wish.Interests, candidate.Tags), wish.Interests.Length),
        Pace: Steps(wish.Pace, (Pace)candidate.Difficulty),
        Languages: wish.Languages.IsEmpty || Common(wish.Languages, candidate.Languages) > 0 ? Whole : 0,
        Group: Share(candidate.Sold + wish.GroupSize, candidate.MinPeople));

    /// <summary>How well two wishes go together; the same whichever comes first.</summary>
    public static MatchScore Score(WishDetails one, WishDetails other) => new(
        Dates: Share(
            Overlap(one.From, one.To, other.From, other.To), Math.Min(Days(one.From, one.To), Days(other.From, other.To))),
        Budget: Math.Max(0, Whole - (Whole / 2 * Math.Abs(BandOf(one.Budget.Units) - BandOf(other.Budget.Units)))),
        Region: Shared(one.Regions, other.Regions),
        Interests: Shared(one.Interests, other.Interests),
        Pace: Steps(one.Pace, other.Pace),
        Languages: one.Languages.IsEmpty || other.Languages.IsEmpty || Common(one.Languages, other.Languages) > 0 ? Whole : 0,
        Group: Share(Math.Min(one.GroupSize, other.GroupSize), Math.Max(one.GroupSize, other.GroupSize)));

    /// <summary>Whether a group can book the departure at all; what it cannot book is never a match.</summary>
    public static bool CanBook(WishDetails wish, string accountId, Trip trip, Departure departure, DateTimeOffset now) =>
        trip.Status == TripStatus.Published && trip.GuideId != accountId && departure.Status == DepartureStatus.Open
        && departure.CutOffAt > now && departure.Free >= wish.GroupSize && trip.MaxPeople >= wish.GroupSize;

    /// <summary>The bands for SQL's <c>width_bucket</c>.</summary>
    public static long[] Bands() => [.. BudgetBands];

    /// <summary>The score as the guide may see it: whether the price is within the budget, a little above it, or far. From the share itself the budget could be computed.</summary>
    public static MatchScore ForGuide(MatchScore score) => score with { Budget = score.Budget - (score.Budget % (Whole / 2)) };

    private static int BandOf(long budget) => BudgetBands.Count(least => budget >= least);

    /// <summary>The part of the whole, at most all of it; at least 0.</summary>
    private static int Share(long part, long whole) => (int)(Whole * Math.Clamp(part, 0, whole) / whole);

    /// <summary>All of it up to the budget, then falling evenly to nothing at one and a half times the budget.</summary>
    private static int Affordable(long budget, long price) =>
        price <= budget ? Whole : (int)(Whole * Math.Max(0, (3 * budget) - (2 * price)) / budget);

    /// <summary>All of it for the same, half for the next step, nothing for two.</summary>
    private static int Steps(Pace? one, Pace? other) =>
        one is { } first && other is { } second ? Whole - (Whole / 2 * Math.Abs((int)first - (int)second)) : Whole;

    private static int Shared(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.IsEmpty || other.IsEmpty ? Whole : Share(Common(one, other), Math.Min(one.Length, other.Length));

    private static int Common(ImmutableArray<string> one, ImmutableArray<string> other) => one.Count(word => other.Contains(word));

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber + 1;

    private static int Overlap(DateOnly from, DateOnly to, DateOnly otherFrom, DateOnly otherTo) =>
        Math.Min(to.DayNumber, otherTo.DayNumber) - Math.Max(from.DayNumber, otherFrom.DayNumber) + 1;
}
