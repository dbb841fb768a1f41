using Nusaloka.Api.Trips;
using Nusaloka.Matching;

namespace Nusaloka.Api.Matching;

/// <summary>What the OpenAPI document shows of matching.</summary>
internal static class MatchExamples
{
    private const string TravellerId = "0199a0c2-9b7e-7c3a-9d51-0f6b1f2c3d4e";

    public static readonly WishRequest Request = new()
    {
        From = new DateOnly(2026, 7, 1), To = new DateOnly(2026, 7, 14), Budget = 1_500_000, Regions = ["Lombok"],
        Interests = ["beach", "snorkeling"], Pace = Pace.Relaxed, Languages = ["id"], GroupSize = 2, IsOpenToCompanions = true,
    };

    public static readonly WishResponse Wish = new(
        "0199a0c2-aa10-7c3a-8d51-4f6b1f2c3d4e", Request.From, Request.To, Request.Budget, ["lombok"], Request.Interests, Request.Pace,
        Request.Languages, Request.GroupSize, true, TripExamples.At);

    public static readonly ScoreResponse Score = new(95, 25, 20, 20, 15, 5, 5, 5);

    public static readonly MatchResponse Match = new(
        TripExamples.TripId, "0199a0c2-bb10-7c3a-8d51-4f6b1f2c3d4e", TripExamples.Request.Title, "Lombok", new DateOnly(2026, 7, 4),
        new DateOnly(2026, 7, 6), 1_250_000, 6, Score, new MatchedGuideResponse(TripExamples.GuideId, "Siti Aminah", 4.75, 12), ["en", "id"]);

    public static readonly GuideMatchResponse Guide = new(Match.Guide, Score, 3, ["en", "id"], Match);

    public static readonly CompanionResponse Companion =
        new(TravellerId, Request.From, Request.To, ["lombok"], Request.Interests, Request.Languages, 2, Score with { Total = 100, Group = 10 });

    public static readonly InterestResponse Interest = new(
        "0199a0c2-cc10-8c3a-8d51-4f6b1f2c3d4e", Match.TripId, Match.DepartureId, Match.StartsOn, TripExamples.GuideId, TravellerId, 2, Score,
        InterestStatus.Interested, TripExamples.At);
}
