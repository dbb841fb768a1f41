using Nusaloka.Matching;

namespace Nusaloka.Grains.Matching;

/// <summary>In which order matches are offered. Each order is total, so the same matches are always answered in the same one.</summary>
internal static class MatchOrder
{
    /// <summary>The departures that are offered: the best first, of equal ones the earlier, then by id.</summary>
    public static IEnumerable<TripMatch> OfTrips(IEnumerable<TripMatch> matches) => matches
        .Where(static match => match.Score.IsOffered)
        .OrderByDescending(static match => match.Score.Total).ThenBy(static match => match.StartsOn)
        .ThenBy(static match => match.DepartureId, StringComparer.Ordinal);

    /// <summary>The guides of what is offered: by their best departure, of equal ones who has more, then by id.</summary>
    public static IEnumerable<GuideMatch> OfGuides(IEnumerable<TripMatch> matches) => OfTrips(matches)
        .GroupBy(static match => match.Guide.Id, StringComparer.Ordinal)
        .Select(static theirs => new GuideMatch(
            theirs.First().Guide, theirs.Count(),
            [.. theirs.SelectMany(static match => match.Languages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], theirs.First()))
        .OrderByDescending(static guide => guide.Best.Score.Total).ThenByDescending(static guide => guide.Departures)
        .ThenBy(static guide => guide.Guide.Id, StringComparer.Ordinal);
}
