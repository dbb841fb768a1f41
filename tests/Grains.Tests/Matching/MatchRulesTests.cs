using Nusaloka.Grains.Matching;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Matching;

/// <summary>Scores computed by hand; the arithmetic stands beside each.</summary>
public sealed class MatchRulesTests
{
    /// <summary>1 to 14 July, 1,000,000, Lombok, beach and snorkeling, relaxed, Indonesian, two people.</summary>
    private static readonly WishDetails Wish = new()
    {
        From = July(1), To = July(14), Budget = Money.Rupiah(1_000_000), Regions = ["lombok"], Interests = ["beach", "snorkeling"],
        Pace = Pace.Relaxed, Languages = ["id"], GroupSize = 2,
    };

    /// <summary>4 to 6 July, 1,000,000, all that the wish asks for, takes place with two.</summary>
    private static readonly MatchCandidate Fitting = new(
        July(4), July(6), Money.Rupiah(1_000_000), "lombok", ["beach", "boat", "snorkeling"], TripDifficulty.Easy, ["en", "id"], Sold: 0, MinPeople: 2);

    [Fact]
    public void Score_WhereAllFits_IsAHundred()
    {
        // 25 + 20 + 20 + 15 + 5 + 5 + 10 = 100.
        Assert.Equal(1_000_000, MatchRules.Score(Wish, Fitting).Total);
    }

    [Fact]
    public void Score_WithOneOfThreeDaysOutside_LosesAThirdOfTheDates()
    {
        // 13 to 15 July: 2 of 3 days, 2/3 = 0.6666 rounded down; 25 x 0.6666 = 16.665; 16.665 + 75 = 91.665.
        var score = MatchRules.Score(Wish, Fitting with { StartsOn = July(13), EndsOn = July(15) });

        Assert.Equal((6_666, 916_650, true), (score.Dates, score.Total, score.IsOffered));
    }

    [Fact]
    public void Score_WithAllDaysOutside_IsNotOffered()
    {
        // 15 to 17 July: no day; 100 - 25 = 75.
        var score = MatchRules.Score(Wish, Fitting with { StartsOn = July(15), EndsOn = July(17) });

        Assert.Equal((0, 750_000, false), (score.Dates, score.Total, score.IsOffered));
    }

    [Theory]
    // (3 x 1,000,000 - 2 x price) / 1,000,000, of 20 points.
    [InlineData(999_999, 10_000, 1_000_000)]
    [InlineData(1_000_001, 9_999, 999_980)]
    [InlineData(1_250_000, 5_000, 900_000)]
    [InlineData(1_499_999, 0, 800_000)]
    [InlineData(2_000_000, 0, 800_000)]
    public void Score_OverTheBudget_FallsEvenlyToNothingAtHalfMore(long price, int share, int total)
    {
        var score = MatchRules.Score(Wish, Fitting with { PricePerPerson = Money.Rupiah(price) });

        Assert.Equal((share, total), (score.Budget, score.Total));
        // Exactly 80 points are still offered.
        Assert.True(score.IsOffered);
    }

    [Fact]
    public void Score_InAnotherRegion_LosesTwentyAndIsJustOffered()
    {
        // 100 - 20 = 80.
        Assert.True(MatchRules.Score(Wish, Fitting with { Region = "bali" }) is { Region: 0, Total: 800_000, IsOffered: true });
    }

    [Fact]
    public void Score_InAnotherRegionAndALittleTooDear_IsNotOffered()
    {
        // 80 - 20 x 0.0001 = 79.998.
        Assert.True(MatchRules.Score(Wish, Fitting with { Region = "bali", PricePerPerson = Money.Rupiah(1_000_001) }) is { Total: 799_980, IsOffered: false });
    }

    [Fact]
    public void Score_WithOneOfThreeInterests_HasAThirdOfFifteen()
    {
        // 1/3 = 0.3333; 15 x 0.3333 = 4.9995; 85 + 4.9995 = 89.9995.
        var score = MatchRules.Score(Wish with { Interests = ["beach", "diving", "surfing"] }, Fitting);

        Assert.Equal((3_333, 899_995), (score.Interests, score.Total));
    }

    [Theory]
    // One step: half of 5 is lost; two steps: all of it.
    [InlineData(TripDifficulty.Moderate, 975_000)]
    [InlineData(TripDifficulty.Hard, 950_000)]
    public void Score_AtAnotherPace_LosesHalfForEachStep(TripDifficulty difficulty, int total) =>
        Assert.Equal(total, MatchRules.Score(Wish, Fitting with { Difficulty = difficulty }).Total);

    [Fact]
    public void Score_InALanguageThatNobodyUnderstands_LosesFive()
    {
        // 100 - 5 = 95.
        Assert.Equal(950_000, MatchRules.Score(Wish, Fitting with { Languages = ["de"] }).Total);
    }

    [Fact]
    public void Score_OfAGroupThatIsStillTooSmall_HasItsPartOfTen()
    {
        // 1 sold and 2 of the wish are 3 of 8: 3/8 = 0.375; 10 x 0.375 = 3.75; 90 + 3.75 = 93.75.
        var score = MatchRules.Score(Wish, Fitting with { Sold = 1, MinPeople = 8 });

        Assert.Equal((3_750, 937_500), (score.Group, score.Total));
    }

    [Fact]
    public void Score_OfAWishThatAsksForLittle_CountsWhatIsNotSaidAsFitting()
    {
        var open = new WishDetails { From = July(1), To = July(14), Budget = Money.Rupiah(1_000_000), GroupSize = 2 };

        Assert.Equal(1_000_000, MatchRules.Score(open, Fitting with { Region = "bali", Tags = [], Languages = [], Difficulty = TripDifficulty.Hard }).Total);
    }

    [Fact]
    public void Score_OfManyLittleThings_AddsUp()
    {
        // Dates 2/3: 16.665. Budget (3,000,000 - 2,200,000) / 1,000,000 = 0.8: 16. Region: 20. Interests 1/2: 7.5. Pace one step: 2.5.
        // Languages: 5. Group 3/4: 7.5. Together 75.165.
        var score = MatchRules.Score(Wish, Fitting with
        {
            StartsOn = July(13), EndsOn = July(15), PricePerPerson = Money.Rupiah(1_100_000), Tags = ["beach"], Difficulty = TripDifficulty.Moderate,
            Sold = 1, MinPeople = 4,
        });

        Assert.Equal(new MatchScore(6_666, 8_000, 10_000, 5_000, 5_000, 10_000, 7_500), score);
        Assert.Equal(751_650, score.Total);
    }

    [Fact]
    public void Score_OfTwoWishes_ComparesThemPartByPart()
    {
        // 8 to 21 July and 1 to 14 July share 7 days of 14: 0.5, 12.5. 800,000 and 1,000,000 are in bands beside each other: 0.5, 10. One region of one: 20.
        // One interest of two: 0.5, 7.5. One step: 2.5. Indonesian: 5. 1 person and 2: 0.5, 5. Together 62.5.
        var other = Wish with
        {
            From = July(8), To = July(21), Budget = Money.Rupiah(800_000), Regions = ["bali", "lombok"], Interests = ["beach", "diving"],
            Pace = Pace.Balanced, Languages = ["en", "id"], GroupSize = 1,
        };

        var score = MatchRules.Score(Wish, other);

        Assert.Equal(new MatchScore(5_000, 5_000, 10_000, 5_000, 5_000, 10_000, 5_000), score);
        Assert.Equal(625_000, score.Total);
    }

    [Theory]
    [InlineData(499_999, 0)]
    [InlineData(500_000, 5_000)]
    [InlineData(999_999, 5_000)]
    [InlineData(1_000_000, 10_000)]
    [InlineData(2_499_999, 10_000)]
    [InlineData(2_500_000, 5_000)]
    [InlineData(9_999_999, 0)]
    [InlineData(1_000_000_000, 0)]
    public void Score_OfTwoWishes_SaysOfBudgetsOnlyHowFarTheirBandsAre(long budget, int share) =>
        Assert.Equal(share, MatchRules.Score(Wish with { Budget = Money.Rupiah(1_700_000) }, Wish with { Budget = Money.Rupiah(budget) }).Budget);

    [Theory]
    [InlineData(1_000_000, 10_000)]
    [InlineData(1_000_001, 5_000)]
    [InlineData(1_250_000, 5_000)]
    [InlineData(1_250_001, 0)]
    public void ForGuide_WhoeverKnowsThePrice_DoesNotLearnTheBudget(long price, int share) =>
        Assert.Equal(share, MatchRules.ForGuide(MatchRules.Score(Wish, Fitting with { PricePerPerson = Money.Rupiah(price) })).Budget);

    [Fact]
    public void Score_OfAnyTwoWishes_IsTheSameFromBothSides()
    {
        var random = new Random(6200);
        for (var i = 0; i < 2_000; i++)
        {
            var (one, other) = (SomeWishes.Any(random), SomeWishes.Any(random));

            Assert.Equal(MatchRules.Score(one, other), MatchRules.Score(other, one));
            Assert.InRange(MatchRules.Score(one, other).Total, 0, 1_000_000);
            Assert.Equal(1_000_000, MatchRules.Score(one, one).Total);
        }
    }

    private static DateOnly July(int day) => new(2026, 7, day);
}
