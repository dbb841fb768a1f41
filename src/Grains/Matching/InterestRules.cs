using Nusaloka.Departures;
using Nusaloka.Matching;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>The decisions between a traveller and a guide.</summary>
internal static class InterestRules
{
    /// <summary>The traveller would come.</summary>
    public static Result<Interest> Express(
        string id, Interest? interest, string travellerId, WishDetails wish, Trip trip, Departure departure, DateTimeOffset now)
    {
        if (interest?.Status == InterestStatus.Declined)
            return MatchErrors.InterestDeclined;
        if (interest is { Status: InterestStatus.Interested or InterestStatus.Agreed })
            return interest;
        var score = MatchRules.Score(wish, trip, departure);
        if (!score.IsOffered || !MatchRules.CanBook(wish, travellerId, trip, departure, now))
            return MatchErrors.NotAMatch;

        return new Interest(
            id, trip.Id, departure.Id, departure.StartsOn, trip.GuideId, travellerId, wish.GroupSize, score, InterestStatus.Interested, now);
    }

    /// <summary>The traveller has changed their mind.</summary>
    public static Result<Interest> Withdraw(Interest? interest, string travellerId, DateTimeOffset now) =>
        interest is null || interest.TravellerId != travellerId ? MatchErrors.InterestNotFound
        // A no of the guide stays one: who withdraws from it could ask again.
        : interest.Status is InterestStatus.Withdrawn or InterestStatus.Declined or InterestStatus.Over ? interest
        : interest with { Status = InterestStatus.Withdrawn, UpdatedAt = now };

    /// <summary>The guide would have them, or would not.</summary>
    public static Result<Interest> Answer(Interest? interest, string guideId, bool isAccepted, DateTimeOffset now)
    {
        if (interest is null || interest.GuideId != guideId || interest.Status is InterestStatus.Withdrawn or InterestStatus.Over)
            return MatchErrors.InterestNotFound;
        var status = isAccepted ? InterestStatus.Agreed : InterestStatus.Declined;
        if (interest.Status == status)
            return interest;
        return interest.Status == InterestStatus.Declined ? MatchErrors.InterestDeclined : interest with { Status = status, UpdatedAt = now };
    }

    /// <summary>What the other of the two is told of it.</summary>
    public static IReadOnlyList<OutboxEvent> NewsOf(Interest? before, Interest after) => (before?.Status == after.Status ? null : after) switch
    {
        { Status: InterestStatus.Interested } =>
        [
            new OutboxEvent(InterestExpressed.Type, new InterestExpressed(after.Id, after.TripId, after.GuideId, after.StartsOn, after.GroupSize, after.UpdatedAt)),
        ],
        { Status: InterestStatus.Agreed, TravellerId: { } traveller } =>
        [
            new OutboxEvent(InterestAgreed.Type, new InterestAgreed(after.Id, after.TripId, after.DepartureId, traveller, after.StartsOn, after.UpdatedAt)),
        ],
        _ => [],
    };

    /// <summary>As the guide sees it: who it is only when both have agreed.</summary>
    public static Interest ForGuide(Interest interest) =>
        interest with
        {
            TravellerId = interest.Status == InterestStatus.Agreed ? interest.TravellerId : null, Score = MatchRules.ForGuide(interest.Score),
        };
}
