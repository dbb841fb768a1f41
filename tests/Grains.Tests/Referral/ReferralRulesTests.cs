using Nusaloka.Accounts;
using Nusaloka.Grains.Referral;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Tests.Referral;

public sealed class ReferralRulesTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PaidPayment Earning = new("p-1", Money.Rupiah(100_000), Noon);
    private static readonly ReferralOptions Options = new();

    [Fact]
    public void CodeOf_ManyAccounts_IsReadableAndAlmostAlwaysTheirOwn()
    {
        var codes = Enumerable.Range(0, 20_000).Select(static number => ReferralRules.CodeOf($"account-{number}", 0)).ToArray();

        Assert.All(codes, static code => Assert.True(ReferralCode.TryParse(code, out var parsed) && parsed == code, code));
        Assert.True(codes.Distinct().Count() > 19_990, "Codes repeat.");
        Assert.DoesNotContain(codes, static code => code.Any("01OILU".Contains));
        Assert.NotEqual(ReferralRules.CodeOf("a", 0), ReferralRules.CodeOf("a", 1));
        Assert.Equal(ReferralRules.CodeOf("a", 0), ReferralRules.CodeOf("a", 0));
    }

    [Theory]
    [InlineData("k7qm2xpa", "K7QM2XPA")]
    [InlineData(" K7QM-2XPA ", "K7QM2XPA")]
    [InlineData("k7 qm 2x pa", "K7QM2XPA")]
    public void TryParse_AsPeopleWriteIt_IsOneCode(string text, string code) =>
        Assert.Equal((true, code), (ReferralCode.TryParse(text, out var parsed), parsed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7QM2XP")]
    [InlineData("K7QM2XPAA")]
    [InlineData("K7QM2XP0")]
    [InlineData("K7QM2XPO")]
    [InlineData("K7QM2XP1")]
    [InlineData("K7QM2XPİ")]
    [InlineData("' or 1=1")]
    [InlineData("K-7-Q-M-2-X-P-A------------------")]
    public void TryParse_WhatIsNoCode_IsNone(string? text) => Assert.False(ReferralCode.TryParse(text, out _));

    [Fact]
    public void Check_WhoCanInvite_IsWhoWasThereFirst()
    {
        var (older, newer) = (Person("1", Noon), Person("2", Noon.AddTicks(10)));

        Assert.Null(ReferralRules.Check(newer, older));
        Assert.Equal(ReferralErrors.NotNewer, ReferralRules.Check(older, newer));
        Assert.Equal(ReferralErrors.NotNewer, ReferralRules.Check(older, older with { Id = "3" }));
        Assert.Equal(ReferralErrors.OwnCode, ReferralRules.Check(older, older));
        Assert.Equal(ReferralErrors.CodeUnknown, ReferralRules.Check(older, null));
    }

    [Fact]
    public void Check_AnyInvitations_LeadNeverInACircle()
    {
        var random = new Random(20_261_121);
        var people = Enumerable.Range(0, 40).Select(number => Person($"{number}", Noon.AddTicks(random.Next(20)))).ToArray();
        var referrers = new Dictionary<string, string>();
        for (var i = 0; i < 2_000; i++)
        {
            var (newcomer, referrer) = (people[random.Next(people.Length)], people[random.Next(people.Length)]);
            if (!referrers.ContainsKey(newcomer.Id) && ReferralRules.Check(newcomer, referrer) is null)
                referrers.Add(newcomer.Id, referrer.Id);
        }

        Assert.True(referrers.Count > 20, "Too few invitations to say anything.");
        foreach (var person in people)
        {
            var (current, steps) = (person.Id, 0);
            while (referrers.TryGetValue(current, out var next))
                (current, steps) = (next, steps + 1 <= people.Length ? steps + 1 : throw new InvalidOperationException("A circle."));
            Assert.True(steps < people.Length);
        }
    }

    [Theory]
    [InlineData(99_999, false)]
    [InlineData(100_000, true)]
    public void Earns_APayment_MustBeEnough(long amount, bool earns) =>
        Assert.Equal(earns, ReferralRules.Earns(Joined(), new PaidPayment("p", Money.Rupiah(amount), Noon)));

    [Fact]
    public void IsOver_AfterNinetyDays_ThereIsNoReward()
    {
        Assert.False(ReferralRules.IsOver(Joined(), new PaidPayment("p", Money.Rupiah(1), Noon.AddDays(90)), Options));
        Assert.True(ReferralRules.IsOver(Joined(), new PaidPayment("p", Money.Rupiah(1), Noon.AddDays(90).AddTicks(1)), Options));
    }

    [Fact]
    public void IsTooLate_AfterAWeekOrTheFirstPayment_NobodyInvited()
    {
        var newcomer = Person("1", Noon);

        Assert.False(ReferralRules.IsTooLate(new ReferralState(), newcomer, Options, Noon.AddDays(7)));
        Assert.True(ReferralRules.IsTooLate(new ReferralState(), newcomer, Options, Noon.AddDays(7).AddTicks(1)));
        Assert.True(ReferralRules.IsTooLate(new ReferralState { FirstPayment = new PaidPayment("p", Money.Rupiah(1), Noon) }, newcomer, Options, Noon));
    }

    [Fact]
    public void Join_TheSamePerson_EarnsNothing()
    {
        var invitation = ReferralRules.Join(new ReferralState(), "r", "CODE", "a", isSamePerson: true, Options, Noon).Invitation!;

        Assert.Equal((ReferralStatus.Refused, ReferralReasons.SamePerson), (invitation.Status, invitation.Reason));
        Assert.False(ReferralRules.Earns(invitation, new PaidPayment("p", Money.Rupiah(1_000_000), Noon)));
    }

    [Fact]
    public void Settle_BothCredited_IsRewarded()
    {
        var settled = ReferralRules.Settle(ReferralRules.MakeDue(Joined(), Earning, null, Noon), RewardOutcome.Credited, RewardOutcome.Credited, Noon.AddHours(1));

        Assert.Equal((ReferralStatus.Rewarded, 25_000, 25_000, null), (settled?.Status, settled?.NewcomerReward.Units, settled?.ReferrerReward.Units, settled?.Reason));
        Assert.Equal(Noon.AddHours(1), settled?.RewardedAt);
    }

    [Fact]
    public void Settle_AWalletThatIsFull_IsTriedAgainForThirtyDays()
    {
        var due = ReferralRules.MakeDue(Joined(), Earning, null, Noon);

        Assert.Null(ReferralRules.Settle(due, RewardOutcome.Credited, RewardOutcome.Full, Noon.AddDays(30).AddTicks(-1)));
        var given = ReferralRules.Settle(due, RewardOutcome.Credited, RewardOutcome.Full, Noon.AddDays(30));
        Assert.Equal((25_000, 0, ReferralReasons.WalletLimits), (given?.NewcomerReward.Units, given?.ReferrerReward.Units, given?.Reason));
    }

    [Fact]
    public void Settle_ReferrerWhoIsGoneOrHasEnough_LeavesTheNewcomerTheirs()
    {
        var gone = ReferralRules.Settle(ReferralRules.MakeDue(Joined(), Earning, null, Noon), RewardOutcome.Credited, RewardOutcome.Gone, Noon);
        var enough = ReferralRules.Settle(
            ReferralRules.MakeDue(Joined(), Earning, ReferralReasons.ReferrerCapReached, Noon), RewardOutcome.Credited, RewardOutcome.None, Noon);

        Assert.Equal((25_000, 0), (gone?.NewcomerReward.Units, gone?.ReferrerReward.Units));
        Assert.Equal((25_000, 0, ReferralReasons.ReferrerCapReached), (enough?.NewcomerReward.Units, enough?.ReferrerReward.Units, enough?.Reason));
    }

    [Fact]
    public void Erase_LeavesIdsAndAmountsOnly()
    {
        var state = new ReferralState
        {
            Code = "K7QM2XPA", Device = "d", FirstPayment = new PaidPayment("p", Money.Rupiah(1), Noon), Invitation = Joined() with { Address = "a" },
        };

        var erased = ReferralRules.Erase(state);

        Assert.Equal(
            new ReferralState { Invitation = state.Invitation with { Address = null, Status = ReferralStatus.Refused, Reason = ReferralReasons.AccountClosed } }, erased);
    }

    [Fact]
    public void TermsOn_DatedTerms_AreThoseOfTheDayInWesternTime()
    {
        var options = new ReferralOptions();
        options.Terms.Add(new DatedTerms { From = new DateOnly(2030, 2, 1), NewcomerReward = 50_000, ReferrerReward = 0, MonthlyCap = 3 });
        options.Terms.Add(new DatedTerms { From = new DateOnly(2030, 3, 1), NewcomerReward = 10_000 });

        Assert.Equal(25_000, options.TermsOn(ReferralRules.DayOf(new DateTimeOffset(2030, 1, 31, 16, 59, 59, TimeSpan.Zero))).NewcomerReward.Units);
        Assert.Equal((50_000, 0, 3), Shape(options.TermsOn(ReferralRules.DayOf(new DateTimeOffset(2030, 1, 31, 17, 0, 0, TimeSpan.Zero)))));
        Assert.Equal((10_000, 25_000, 20), Shape(options.TermsOn(new DateOnly(2031, 1, 1))));

        static (long, long, int) Shape(ReferralTerms terms) => (terms.NewcomerReward.Units, terms.ReferrerReward.Units, terms.MonthlyCap);
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(1_000_001, 20)]
    [InlineData(0, 1_001)]
    public void Validate_TermsThatAreNone_AreNamed(long reward, int cap)
    {
        var options = new ReferralOptions();
        options.Terms.Add(new DatedTerms { From = new DateOnly(2030, 2, 1), ReferrerReward = reward, MonthlyCap = cap });

        var wrong = Assert.Single(options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)));
        Assert.Contains("2030-02-01", wrong.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Siti Rahayu", "S.R.")]
    [InlineData("budi", "B.")]
    [InlineData("  Ni  Luh Putu Ayu ", "N.L.P.")]
    [InlineData("(Élan) 张", "É.张.")]
    [InlineData("-", "")]
    [InlineData(null, "")]
    public void Initials_OfAName_AreAtMostThreeLetters(string? name, string initials) => Assert.Equal(initials, Initials.Of(name));

    private static InvitationState Joined() =>
        ReferralRules.Join(new ReferralState(), "r", "CODE", address: null, isSamePerson: false, Options, Noon).Invitation!;

    private static Account Person(string id, DateTimeOffset createdAt) => new(id, "Siti", null, null, Role.User, 1, createdAt, createdAt);
}
