using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Api.Matching;

/// <summary>What a traveller would like.</summary>
public sealed record WishRequest
{
    /// <summary>The first day.</summary>
    [Description("The first day of the time in which one can go.")]
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    [Description("The last day; at most 366 days in all.")]
    public required DateOnly To { get; init; }

    /// <summary>What one person can spend.</summary>
    [Description("What one person can spend on the trip, in whole rupiah."), Range(1, TripLimits.MaxPriceUnits)]
    public required long Budget { get; init; }

    /// <summary>Where.</summary>
    [Description("Regions, such as Lombok; empty for anywhere."), MaxLength(MatchLimits.MaxRegions)]
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What for.</summary>
    [Description("Tags as trips have them; empty for anything."), MaxLength(MatchLimits.MaxInterests)]
    public IReadOnlyList<string> Interests { get; init; } = [];

    /// <summary>How fast.</summary>
    [Description("relaxed, balanced or active; null for any.")]
    public Pace? Pace { get; init; }

    /// <summary>What one understands.</summary>
    [Description("Languages by two letters (ISO 639-1); empty for any."), MaxLength(TripLimits.MaxLanguages)]
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>How many they are.</summary>
    [Description("How many people go together."), Range(1, TripLimits.MaxPeople)]
    public int GroupSize { get; init; } = 1;

    /// <summary>Whether others may see it.</summary>
    [Description("Whether people who would like the same may see this wish and whose it is.")]
    public bool IsOpenToCompanions { get; init; }

    /// <summary>The same for grains.</summary>
    public WishDetails ToDetails() => new()
    {
        From = From, To = To, Budget = Money.Rupiah(Budget), Regions = [.. Regions], Interests = [.. Interests], Pace = Pace,
        Languages = [.. Languages], GroupSize = GroupSize, IsOpenToCompanions = IsOpenToCompanions,
    };
}

/// <summary>Says that one would come along.</summary>
public sealed record ExpressInterestRequest
{
    /// <summary>The wish.</summary>
    [Description("The wish that the departure fits."), MinLength(36), MaxLength(36)]
    public required string WishId { get; init; }

    /// <summary>The departure.</summary>
    [Description("The departure."), MinLength(36), MaxLength(36)]
    public required string DepartureId { get; init; }
}

/// <summary>What a traveller would like.</summary>
/// <param name="Id">The wish's id.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last one.</param>
/// <param name="Budget">What one person can spend, in whole rupiah.</param>
/// <param name="Regions">Where, in lower case; empty for anywhere.</param>
/// <param name="Interests">What for; empty for anything.</param>
/// <param name="Pace">How fast; null for any.</param>
/// <param name="Languages">What they understand; empty for any.</param>
/// <param name="GroupSize">How many they are.</param>
/// <param name="IsOpenToCompanions">Whether others may see it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record WishResponse(
    string Id, DateOnly From, DateOnly To, long Budget, IReadOnlyList<string> Regions, IReadOnlyList<string> Interests, Pace? Pace,
    IReadOnlyList<string> Languages, int GroupSize, bool IsOpenToCompanions, DateTimeOffset UpdatedAt)
{
    /// <summary>The wire shape of a wish.</summary>
    public static WishResponse Of(Wish wish) => new(
        wish.Id, wish.Details.From, wish.Details.To, wish.Details.Budget.Units, wish.Details.Regions, wish.Details.Interests, wish.Details.Pace,
        wish.Details.Languages, wish.Details.GroupSize, wish.Details.IsOpenToCompanions, wish.UpdatedAt);
}

/// <summary>All wishes of a person.</summary>
/// <param name="Data">Oldest first.</param>
public sealed record WishesResponse(IReadOnlyList<WishResponse> Data);

/// <summary>How well two things match: points of 100, and the points of each part with two decimals.</summary>
/// <param name="Total">All parts: 0 to 100.</param>
/// <param name="Dates">Of 25.</param>
/// <param name="Budget">Of 20.</param>
/// <param name="Region">Of 20.</param>
/// <param name="Interests">Of 15.</param>
/// <param name="Pace">Of 5.</param>
/// <param name="Languages">Of 5.</param>
/// <param name="Group">Of 10.</param>
public sealed record ScoreResponse(
    double Total, double Dates, double Budget, double Region, double Interests, double Pace, double Languages, double Group)
{
    private const int PerHundredth = MatchScore.Whole / 100;

    /// <summary>The wire shape of a score.</summary>
    public static ScoreResponse Of(MatchScore score) => new(
        Points(score.Total),
        Points(MatchScore.DatesWeight * score.Dates),
        Points(MatchScore.BudgetWeight * score.Budget),
        Points(MatchScore.RegionWeight * score.Region),
        Points(MatchScore.InterestsWeight * score.Interests),
        Points(MatchScore.PaceWeight * score.Pace),
        Points(MatchScore.LanguagesWeight * score.Languages),
        Points(MatchScore.GroupWeight * score.Group));

    /// <summary>Rounded down, so that what shows 80 has 80.</summary>
    private static double Points(int parts) => parts / PerHundredth / 100.0;
}

/// <summary>A departure that fits a wish.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="Title">What the trip is called.</param>
/// <param name="Region">Where it is.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last one.</param>
/// <param name="PricePerPerson">What it costs each of the group, in whole rupiah.</param>
/// <param name="Free">How many seats are free.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Guide">Who guides it.</param>
/// <param name="Languages">In which it is guided.</param>
public sealed record MatchResponse(
    string TripId, string DepartureId, string Title, string Region, DateOnly StartsOn, DateOnly EndsOn, long PricePerPerson, int Free,
    ScoreResponse Score, MatchedGuideResponse Guide, IReadOnlyList<string> Languages)
{
    /// <summary>The wire shape of a match.</summary>
    public static MatchResponse Of(TripMatch match) => new(
        match.TripId, match.DepartureId, match.Title, match.Region, match.StartsOn, match.EndsOn, match.PricePerPerson.Units, match.Free,
        ScoreResponse.Of(match.Score), MatchedGuideResponse.Of(match.Guide), match.Languages);
}

/// <summary>The departures that fit a wish.</summary>
/// <param name="Data">The best first.</param>
public sealed record MatchesResponse(IReadOnlyList<MatchResponse> Data);

/// <summary>Who guides what fits.</summary>
/// <param name="Id">The account.</param>
/// <param name="FullName">The name.</param>
/// <param name="Rating">The mean of the stars of all their trips; null while nobody has reviewed one.</param>
/// <param name="Reviews">How many have reviewed them.</param>
public sealed record MatchedGuideResponse(string Id, string FullName, double? Rating, int Reviews)
{
    /// <summary>The wire shape of a guide.</summary>
    public static MatchedGuideResponse Of(MatchedGuide guide) => new(guide.Id, guide.Name, guide.Rating, guide.Reviews);
}

/// <summary>A guide with departures that fit a wish.</summary>
/// <param name="Guide">Who.</param>
/// <param name="Score">How well the best of their departures fits.</param>
/// <param name="Departures">How many of their departures are offered: at most 20.</param>
/// <param name="Languages">In which these are guided.</param>
/// <param name="Best">The best of them.</param>
public sealed record GuideMatchResponse(
    MatchedGuideResponse Guide, ScoreResponse Score, int Departures, IReadOnlyList<string> Languages, MatchResponse Best)
{
    /// <summary>The wire shape of a guide who fits.</summary>
    public static GuideMatchResponse Of(GuideMatch match) => new(
        MatchedGuideResponse.Of(match.Guide), ScoreResponse.Of(match.Best.Score), match.Departures, match.Languages, MatchResponse.Of(match.Best));
}

/// <summary>The guides who fit a wish.</summary>
/// <param name="Data">The best first.</param>
public sealed record GuideMatchesResponse(IReadOnlyList<GuideMatchResponse> Data);

/// <summary>Somebody who would like the same.</summary>
/// <param name="UserId">Who.</param>
/// <param name="From">The first day on which they can go.</param>
/// <param name="To">The last one.</param>
/// <param name="Regions">Where; empty for anywhere.</param>
/// <param name="Interests">What for; empty for anything.</param>
/// <param name="Languages">What they understand; may be empty.</param>
/// <param name="GroupSize">How many they are.</param>
/// <param name="Score">How well it fits.</param>
public sealed record CompanionResponse(
    string UserId, DateOnly From, DateOnly To, IReadOnlyList<string> Regions, IReadOnlyList<string> Interests, IReadOnlyList<string> Languages,
    int GroupSize, ScoreResponse Score)
{
    /// <summary>The wire shape of a companion.</summary>
    public static CompanionResponse Of(CompanionMatch match) => new(
        match.AccountId, match.From, match.To, match.Regions, match.Interests, match.Languages, match.GroupSize, ScoreResponse.Of(match.Score));
}

/// <summary>People who would like the same.</summary>
/// <param name="Data">The best first.</param>
public sealed record CompanionsResponse(IReadOnlyList<CompanionResponse> Data);

/// <summary>A traveller would come along on a departure.</summary>
/// <param name="Id">The interest's id.</param>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="StartsOn">Its first day.</param>
/// <param name="GuideId">The trip's guide.</param>
/// <param name="TravellerId">Who; null for the guide until both have agreed.</param>
/// <param name="GroupSize">How many they are.</param>
/// <param name="Score">How well it fitted when it was said.</param>
/// <param name="Status">interested, agreed, declined or withdrawn.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record InterestResponse(
    string Id, string TripId, string DepartureId, DateOnly StartsOn, string GuideId, string? TravellerId, int GroupSize, ScoreResponse Score,
    InterestStatus Status, DateTimeOffset UpdatedAt)
{
    /// <summary>The wire shape of an interest.</summary>
    public static InterestResponse Of(Interest interest) => new(
        interest.Id, interest.TripId, interest.DepartureId, interest.StartsOn, interest.GuideId, interest.TravellerId, interest.GroupSize,
        ScoreResponse.Of(interest.Score), interest.Status, interest.UpdatedAt);
}

/// <summary>One page of interests.</summary>
/// <param name="Data">The last changed first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record InterestsResponse(IReadOnlyList<InterestResponse> Data, string? NextCursor)
{
    /// <summary>The wire shape of a page of interests.</summary>
    public static InterestsResponse Of(Page<Interest> page) => new([.. page.Items.Select(InterestResponse.Of)], page.NextCursor);
}
