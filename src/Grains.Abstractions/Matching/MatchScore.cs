namespace Nusaloka.Matching;

/// <summary>
/// How well two things match, part by part. Each part is a share from 0 to <see cref="Whole"/>, rounded down; the formulas are in
/// docs/reference/matching.md.
/// </summary>
/// <param name="Dates">Whether the days fit.</param>
/// <param name="Budget">Whether the price does.</param>
/// <param name="Region">Whether it is where one wants to be.</param>
/// <param name="Interests">Whether it is about what one likes.</param>
/// <param name="Pace">Whether it is as fast as one is.</param>
/// <param name="Languages">Whether people understand each other.</param>
/// <param name="Group">Whether the sizes of groups fit.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MatchScore")]
public sealed record MatchScore(
    [property: Id(0)] int Dates,
    [property: Id(1)] int Budget,
    [property: Id(2)] int Region,
    [property: Id(3)] int Interests,
    [property: Id(4)] int Pace,
    [property: Id(5)] int Languages,
    [property: Id(6)] int Group)
{
    /// <summary>A part that fits wholly.</summary>
    public const int Whole = 10_000;

    /// <summary>Points of the part <see cref="Dates"/>.</summary>
    public const int DatesWeight = 25;

    /// <summary>Points of the part <see cref="Budget"/>.</summary>
    public const int BudgetWeight = 20;

    /// <summary>Points of the part <see cref="Region"/>.</summary>
    public const int RegionWeight = 20;

    /// <summary>Points of the part <see cref="Interests"/>.</summary>
    public const int InterestsWeight = 15;

    /// <summary>Points of the part <see cref="Pace"/>.</summary>
    public const int PaceWeight = 5;

    /// <summary>Points of the part <see cref="Languages"/>.</summary>
    public const int LanguagesWeight = 5;

    /// <summary>Points of the part <see cref="Group"/>.</summary>
    public const int GroupWeight = 10;

    /// <summary>A total of 80 points: from there on a match is offered.</summary>
    public const int Offered = 80 * Whole;

    /// <summary>All parts by their weights, in ten-thousandths of a point: 0 to 1,000,000.</summary>
    public int Total =>
        (DatesWeight * Dates) + (BudgetWeight * Budget) + (RegionWeight * Region) + (InterestsWeight * Interests) + (PaceWeight * Pace)
        + (LanguagesWeight * Languages) + (GroupWeight * Group);

    /// <summary>Whether the match is offered.</summary>
    public bool IsOffered => Total >= Offered;
}
