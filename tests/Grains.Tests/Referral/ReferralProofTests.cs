using Nusaloka.Grains.Referral;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Tests.Referral;

/// <summary>Whom rewards are for, and how many there are with one guide.</summary>
public sealed class ReferralProofTests(PaymentCluster payments) : InvitationTests(payments)
{
    [Fact]
    public async Task Reward_OfWhoHasProvenNoPhone_WaitsUntilTheyHave()
    {
        var referrer = await RegisterAsync();
        var person = Cluster.NewPerson();
        var newcomer = await RegisterAsync(await CodeAsync(referrer), person, isProven: false);
        await UntilAsync(newcomer, ReferralStatus.Joined);

        await PayAsync(newcomer, Enough - 1);
        await PayAsync(newcomer, Enough);
        await UntilAsync(newcomer, ReferralStatus.Joined, ReferralReasons.PhoneNotProven);
        Assert.Equal((0, 0), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
        await ProveAsync(newcomer, person);

        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        Assert.Equal((Reward, Reward), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Reward_ForAReferrerWithoutAProvenPhone_IsTheNewcomersAlone()
    {
        var referrer = await RegisterAsync(isProven: false);
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);

        await PayAsync(newcomer, Enough);

        await UntilAsync(newcomer, ReferralStatus.Rewarded, ReferralReasons.ReferrerNotProven);
        Assert.Equal((Reward, 0), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Rewards_ForPayingTheSameGuide_AreBoundedAMonth()
    {
        var payee = GrainCluster.NewId();
        var month = $"payee/{payee}/{ReferralRules.DayOf(Cluster.Time.GetUtcNow()):yyyy-MM}";
        for (var i = 0; i < new ReferralOptions().PayeeMonthlyCap; i++)
            Assert.True(await Cluster.Grain<IRewardQuotaGrain>(month).TryTakeAsync($"siapa-{i}", 1_000));
        var newcomer = await RegisterAsync(await CodeAsync(await RegisterAsync()));
        await UntilAsync(newcomer, ReferralStatus.Joined);

        await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase("p-1", payee: payee));

        await UntilAsync(newcomer, ReferralStatus.Refused, ReferralReasons.TooManyWithPayee);
    }
}
