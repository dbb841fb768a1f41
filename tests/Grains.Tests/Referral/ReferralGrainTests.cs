using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Bookings;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Referral;
using Nusaloka.Grains.Tests.Bookings;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Referral;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Referral;

public sealed class ReferralGrainTests(PaymentCluster payments) : InvitationTests(payments)
{
    [Fact]
    public async Task Get_AskedOftenAndAtOnce_IsOneCodeThatIsOnesOwn()
    {
        var (siti, budi) = (await RegisterAsync(), await RegisterAsync());

        var codes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CodeAsync(siti)));

        var code = Assert.Single(codes.Distinct());
        Assert.NotEqual(code, await CodeAsync(budi));
        Assert.Equal(siti, await Cluster.Grain<IReferralCodeGrain>(code).FindOwnerAsync());
        Assert.Equal(AccountErrors.NotFound, (await Referral(GrainCluster.NewId()).GetAsync()).Error);
    }

    [Fact]
    public async Task Get_CodeThatAnotherHas_IsTheNext()
    {
        var id = await RegisterAsync();
        var other = await RegisterAsync();
        Assert.True(await Cluster.Grain<IReferralCodeGrain>(ReferralRules.CodeOf(id, 0)).ClaimAsync(other));

        Assert.Equal(ReferralRules.CodeOf(id, 1), await CodeAsync(id));
    }

    [Fact]
    public async Task Register_UnknownCode_IsRefusedAndChangesNothing()
    {
        var (id, person) = (GrainCluster.NewId(), Cluster.NewPerson());

        foreach (var code in new[] { "K7QM2XPA", "no code", "' or 1=1" })
            Assert.Equal(ReferralErrors.CodeUnknown, (await Cluster.Account(id).RegisterAsync(person with { ReferralCode = code })).Error);

        Assert.Equal(0, await Cluster.Database.ScalarAsync<long>("select count(*) from grain_state where id = $1", id));
        Assert.Null(await Cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.True((await Cluster.Account(id).RegisterAsync(person with { ReferralCode = "" })).IsSuccess);
    }

    [Fact]
    public async Task Pay_FirstTime_CreditsBothOnceAndNoMoreAfterwards()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);

        await PayAsync(newcomer, Enough - 1);
        await PayAsync(newcomer, Enough);
        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        await PayAsync(newcomer, Enough);

        await NoEventsAsync();
        Assert.Equal((Reward, Reward), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
        var mine = (await Queries.ListRewardsAsync(newcomer, new PageRequest(10, null))).Value!;
        var theirs = (await Queries.ListRewardsAsync(referrer, new PageRequest(10, null))).Value!;
        Assert.Equal((false, Reward), (Assert.Single(mine.Items).ForInviting, mine.Items[0].Amount.Units));
        Assert.Equal((true, Reward), (Assert.Single(theirs.Items).ForInviting, theirs.Items[0].Amount.Units));
        Assert.Equal(TransactionKind.Reward, (await Cluster.Transactions.GetAsync(theirs.Items[0].TransactionId)).Value?.Kind);
        Assert.Equal(new ReferralTotals(1, 1, Money.Rupiah(Reward)), await Queries.CountAsync(referrer));
        var joined = Assert.Single((await Queries.ListJoinedAsync(referrer, new PageRequest(10, null))).Value!.Items);
        Assert.Equal(("S.A.", ReferralStatus.Rewarded, Reward), (joined.Initials, joined.Status, joined.Reward.Units));
    }

    [Fact]
    public async Task Pay_BeforeTheRegistrationWasHeardOf_IsRewardedAllTheSame()
    {
        var referrer = await RegisterAsync();
        var code = await CodeAsync(referrer);
        var newcomer = GrainCluster.NewId();
        var held = Cluster.Calls.FailFirst(nameof(INewcomerGrain.RegisterAsync), newcomer);
        var person = Cluster.NewPerson();
        Assert.True((await Cluster.Account(newcomer).RegisterAsync(person with { ReferralCode = code })).IsSuccess);
        await ProveAsync(newcomer, person);

        await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase("p-1"));

        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        Assert.Equal(1, held());
        Assert.Equal(Reward, await Cluster.BalanceAsync(referrer));
    }

    [Theory]
    [InlineData(nameof(IRewardQuotaGrain.TryTakeAsync))]
    [InlineData(nameof(INewcomerGrain.HasPaidAsync))]
    public async Task Pay_WhileTheProcessDies_IsRewardedOnce(string dies)
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        var key = dies == nameof(INewcomerGrain.HasPaidAsync) ? newcomer : QuotaOf(referrer);
        var failed = Cluster.Calls.FailFirst(dies, key);

        await PayAsync(newcomer, Enough);

        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        await NoEventsAsync();
        Assert.Equal(1, failed());
        Assert.Equal((Reward, Reward), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task HasCompleted_ToldFiftyTimesAtOnce_IsRewardedOnce()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase($"p-{i % 5}"))));

        Assert.Equal((Reward, Reward), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Booking_EarnsWhenItsTripIsOverAndNotBefore()
    {
        var departure = await Payments.NewDepartureAsync(inDays: 2);
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        Assert.True((await Cluster.Wallet(newcomer).TopUpAsync(new TopUp(Money.Rupiah(Enough), OperationNamed.Anew()))).IsSuccess);
        var id = await Payments.BookAsync(newcomer, departure.Id);
        Assert.True((await Payments.PayAsync(id, newcomer)).IsSuccess);
        await Payments.UntilBookingAsync(id, BookingStatus.Confirmed);
        await NoEventsAsync();
        Assert.Equal(ReferralStatus.Joined, (await Referral(newcomer).GetAsync()).Value?.Invitation?.Status);

        Payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - Payments.Time.GetUtcNow());

        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        Assert.Equal((Reward, Reward), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Booking_OfATripThatTheReferrerGuides_EarnsNothing()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);

        await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase("p-1", payee: referrer));

        await UntilAsync(newcomer, ReferralStatus.Refused, ReferralReasons.PaidReferrer);
        Assert.Equal((0, 0), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Reward_FullWallet_IsCreditedWhenThereIsRoomByReminder()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        var cap = (await Cluster.Wallet(referrer).GetLimitsAsync()).Value!.BalanceCap!.Value;
        Assert.True((await Cluster.Wallet(referrer).TopUpAsync(new TopUp(cap, OperationNamed.Anew()))).IsSuccess);
        await PayAsync(newcomer, Enough);
        await UntilAsync(newcomer, ReferralStatus.Due);
        Assert.Equal(cap.Units, await Cluster.BalanceAsync(referrer));

        Assert.True((await Cluster.Wallet(referrer).DebitAsync(new Debit(Money.Rupiah(Reward), OperationNamed.Anew()))).IsSuccess);
        Payments.Time.Advance(TimeSpan.FromHours(2));

        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        Assert.Equal((Reward, cap.Units), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Join_AfterwardsByAnOlderPersonsCode_WorksOnce()
    {
        var (referrer, other, newcomer) = (await RegisterAsync(), await RegisterAsync(), await RegisterAsync());
        var code = await CodeAsync(referrer);

        var joined = await Referral(newcomer).JoinAsync(new JoinReferral(code.ToLowerInvariant(), null));
        var again = await Referral(newcomer).JoinAsync(new JoinReferral(code, null));
        var another = await Referral(newcomer).JoinAsync(new JoinReferral(await CodeAsync(other), null));

        Assert.Equal(ReferralStatus.Joined, joined.Value?.Invitation?.Status);
        Assert.Equal(joined.Value, again.Value);
        Assert.Equal(ReferralErrors.AlreadyJoined, another.Error);
    }

    [Fact]
    public async Task Join_OneselfANewerPersonOrInACircle_IsRefused()
    {
        var (first, second, third) = (await RegisterAsync(), await RegisterAsync(), await RegisterAsync());
        await Referral(second).JoinAsync(new JoinReferral(await CodeAsync(first), null));
        await Referral(third).JoinAsync(new JoinReferral(await CodeAsync(second), null));

        Assert.Equal(ReferralErrors.OwnCode, (await Referral(first).JoinAsync(new JoinReferral(await CodeAsync(first), null))).Error);
        Assert.Equal(ReferralErrors.NotNewer, (await Referral(first).JoinAsync(new JoinReferral(await CodeAsync(second), null))).Error);
        Assert.Equal(ReferralErrors.NotNewer, (await Referral(first).JoinAsync(new JoinReferral(await CodeAsync(third), null))).Error);
        Assert.Equal(ReferralErrors.CodeUnknown, (await Referral(first).JoinAsync(new JoinReferral("K7QM2XPA", null))).Error);
    }

    [Fact]
    public async Task Join_AfterTheFirstPayment_IsTooLate()
    {
        var (referrer, newcomer) = (await RegisterAsync(), await RegisterAsync());
        await Cluster.Grain<INewcomerGrain>(newcomer).HasPaidAsync("p-1", Money.Rupiah(1), Cluster.Time.GetUtcNow());

        Assert.Equal(ReferralErrors.TooLate, (await Referral(newcomer).JoinAsync(new JoinReferral(await CodeAsync(referrer), null))).Error);
    }

    [Fact]
    public async Task Register_WithAnotherMailboxNameOrTheSameDevice_EarnsNothing()
    {
        var referrer = GrainCluster.NewId();
        var name = "siti" + referrer[^8..];
        var person = Cluster.NewPerson() with { Email = $"{name}@gmail.com", Source = new RegistrationSource(null, "hp-" + name) };
        await Cluster.Account(referrer).RegisterAsync(person);
        await ProveAsync(referrer, person);
        var code = await CodeAsync(referrer);
        await Eventually.TrueAsync("the device", async () => await Cluster.Grain<INewcomerGrain>(referrer).GetDeviceAsync() is not null);

        var sameMailbox = await RegisterAsync(code, Cluster.NewPerson() with { Email = $"{name[..2]}.{name[2..]}+baru@gmail.com" });
        var sameDevice = await RegisterAsync(code, Cluster.NewPerson() with { Source = new RegistrationSource(null, "hp-" + name) });

        await UntilAsync(sameMailbox, ReferralStatus.Refused, ReferralReasons.SamePerson);
        await UntilAsync(sameDevice, ReferralStatus.Refused, ReferralReasons.SamePerson);
    }

    [Fact]
    public async Task Register_AgainAfterClosingTheAccount_EarnsNothingAgain()
    {
        var referrer = await RegisterAsync();
        var code = await CodeAsync(referrer);
        var person = Cluster.NewPerson();
        var first = await RegisterAsync(code, person);
        await UntilAsync(first, ReferralStatus.Joined);
        await PayAsync(first, Enough);
        await UntilAsync(first, ReferralStatus.Rewarded);
        Assert.True((await Cluster.Wallet(first).DebitAsync(new Debit(Money.Rupiah(Reward), OperationNamed.Anew()))).IsSuccess);
        Assert.True((await Cluster.Account(first).CloseAsync()).IsSuccess);

        var second = await RegisterAsync(code, person with { Email = Cluster.NewEmail() });
        await UntilAsync(second, ReferralStatus.Joined);
        await PayAsync(second, Enough);

        await UntilAsync(second, ReferralStatus.Refused, ReferralReasons.RewardedBefore);
        Assert.Equal((0, Reward), (await Cluster.BalanceAsync(second), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Register_ManyFromOneAddress_OnlySomeAreRewarded()
    {
        var code = await CodeAsync(await RegisterAsync());
        var refused = 0;
        for (var i = 0; i < 7; i++)
        {
            var newcomer = await RegisterAsync(code, Cluster.NewPerson() with { Source = new RegistrationSource("203.0.113.77", null) });
            await UntilAsync(newcomer, ReferralStatus.Joined);
            await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase("p-" + i));
            var invitation = (await Referral(newcomer).GetAsync()).Value!.Invitation!;
            refused += invitation is { Status: ReferralStatus.Refused, Reason: ReferralReasons.TooManyFromAddress } ? 1 : 0;
        }

        Assert.Equal(2, refused);
    }

    [Fact]
    public async Task Join_AfterwardsByManyFromOneAddress_OnlySomeAreRewarded()
    {
        var code = await CodeAsync(await RegisterAsync());
        var refused = 0;
        for (var i = 0; i < 7; i++)
        {
            var newcomer = await RegisterAsync();
            Assert.True((await Referral(newcomer).JoinAsync(new JoinReferral(code, null, "203.0.113.78"))).IsSuccess);
            await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase("p-" + i));
            var invitation = (await Referral(newcomer).GetAsync()).Value!.Invitation!;
            refused += invitation is { Status: ReferralStatus.Refused, Reason: ReferralReasons.TooManyFromAddress } ? 1 : 0;
        }

        Assert.Equal(2, refused);
    }

    [Fact]
    public async Task Close_OfWhoInvited_RetiresTheCodeForEver()
    {
        var referrer = await RegisterAsync();
        var code = await CodeAsync(referrer);
        var newcomer = await RegisterAsync(code);
        await UntilAsync(newcomer, ReferralStatus.Joined);

        Assert.True((await Cluster.Account(referrer).CloseAsync()).IsSuccess);
        await Eventually.EqualAsync("the code to be nobody's", null, () => Cluster.Grain<IReferralCodeGrain>(code).FindOwnerAsync());
        await PayAsync(newcomer, Enough);

        await UntilAsync(newcomer, ReferralStatus.Rewarded, ReferralReasons.ReferrerGone);
        Assert.Equal(Reward, await Cluster.BalanceAsync(newcomer));
        Assert.False(await Cluster.Grain<IReferralCodeGrain>(code).ClaimAsync(newcomer));
        Assert.Equal(ReferralErrors.CodeUnknown, (await Cluster.Account(GrainCluster.NewId()).RegisterAsync(Cluster.NewPerson() with { ReferralCode = code })).Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(Reward)]
    public async Task Refund_OfAllThatEarnedIt_TakesBothRewardsBackAndNeverMoreThanThereIs(long spent)
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        var payment = await PayAsync(newcomer, Enough);
        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        if (spent > 0)
            Assert.True((await Cluster.Wallet(newcomer).DebitAsync(new Debit(Money.Rupiah(spent), OperationNamed.Anew()))).IsSuccess);

        await Cluster.Grain<INewcomerGrain>(newcomer).HasUndoneAsync(payment.ToString(), Money.Rupiah(0), Cluster.Time.GetUtcNow());
        await Cluster.Grain<INewcomerGrain>(newcomer).HasUndoneAsync(payment.ToString(), Money.Rupiah(0), Cluster.Time.GetUtcNow());

        await UntilAsync(newcomer, ReferralStatus.TakenBack, ReferralReasons.PaymentUndone);
        Assert.Equal((0, 0), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
        Assert.Equal((Reward - spent, Reward), (await TakenAsync(newcomer), await TakenAsync(referrer)));
        Assert.Equal(new ReferralTotals(1, 0, Money.Rupiah(0)), await Queries.CountAsync(referrer));
    }

    [Fact]
    public async Task Refund_AtTheGateway_IsHeardOf()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        var payment = await PayAsync(newcomer, Enough);
        await UntilAsync(newcomer, ReferralStatus.Rewarded);

        var half = await Payments.Payment(payment).RefundAsync(new RefundPayment(Money.Rupiah(1_000), "", "sebagian", "f-1"));
        Assert.True(half.IsSuccess, half.Error?.Code);

        // What is left would earn nothing.
        await UntilAsync(newcomer, ReferralStatus.TakenBack, ReferralReasons.PaymentUndone);
        await Eventually.EqualAsync("the rewards to be gone", (1_000L, 0L), async () => (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Refund_ThatThePaymentDoesNotAnswerYet_IsHeardOf()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        var payment = (await PayAsync(newcomer, Enough)).ToString();
        await UntilAsync(newcomer, ReferralStatus.Rewarded);
        var handler = Cluster.Silos.GetSiloServiceProvider().GetRequiredService<PaymentUndoneHandler>();

        // What is committed is in the read model at once, and in the grain a moment later. A late step of the payment writes what the grain knows: then once more.
        await Eventually.EqualAsync("the invitation", (ReferralStatus.TakenBack, ReferralReasons.PaymentUndone), async () =>
        {
            await Cluster.Database.ExecuteAsync("update payment set payment = jsonb_set(payment, '{amount_captured,units}', '1') where id = $1", payment);
            await handler.HandleAsync(
                new RefundEnded(payment, GrainCluster.NewId(), newcomer, Money.Rupiah(Enough - 1), null, Cluster.Time.GetUtcNow()),
                new EventContext(Guid.Parse(GrainCluster.NewId()), RefundEnded.SucceededType, "payment", payment, 2, Cluster.Time.GetUtcNow(), 1), CancellationToken.None);
            var invitation = (await Referral(newcomer).GetAsync()).Value?.Invitation;
            return (invitation?.Status ?? ReferralStatus.Joined, invitation?.Reason ?? "");
        });
    }

    [Fact]
    public async Task Pay_WhatWentBackBeforeThePurchaseWasHeardOf_EarnsNothingAndALaterOneDoes()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        Assert.True((await Cluster.Wallet(newcomer).TopUpAsync(new TopUp(Money.Rupiah(Enough), OperationNamed.Anew()))).IsSuccess);
        var undone = await Payments.PayAsync(newcomer, Enough, method: "wallet");
        await Payments.UntilAsync(undone, PaymentStatus.Succeeded);
        Assert.True((await Payments.Payment(undone).RefundAsync(new RefundPayment(Money.Rupiah(1_000), "", "sebagian", "f-1"))).IsSuccess);
        await Eventually.EqualAsync("the refund", 1_000L, async () => (await Payments.GetAsync(undone)).AmountRefunded.Units);

        await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase(undone.ToString()));

        Assert.Equal(ReferralStatus.Joined, (await Referral(newcomer).GetAsync()).Value?.Invitation?.Status);
        Assert.Equal((1_000, 0), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
        await PayAsync(newcomer, Enough);
        await UntilAsync(newcomer, ReferralStatus.Rewarded);
    }

    [Fact]
    public async Task Owed_TakenFromLaterRewards()
    {
        var referrer = await RegisterAsync();
        var (first, second) = (await RegisterAsync(await CodeAsync(referrer)), await RegisterAsync(await CodeAsync(referrer)));
        await UntilAsync(first, ReferralStatus.Joined);
        await UntilAsync(second, ReferralStatus.Joined);
        await Cluster.Grain<INewcomerGrain>(first).HasCompletedAsync(Purchase("p-1"));
        Assert.True((await Cluster.Wallet(referrer).DebitAsync(new Debit(Money.Rupiah(Reward - 4_000), OperationNamed.Anew()))).IsSuccess);
        await Cluster.Grain<INewcomerGrain>(first).HasUndoneAsync("p-1", Money.Rupiah(0), Cluster.Time.GetUtcNow());
        Assert.Equal(0, await Cluster.BalanceAsync(referrer));

        await Cluster.Grain<INewcomerGrain>(second).HasCompletedAsync(Purchase("p-2"));

        Assert.Equal(Reward - (Reward - 4_000), await Cluster.BalanceAsync(referrer));
        Assert.Equal(Reward, await TakenAsync(referrer));
    }

    [Fact]
    public async Task Refund_AfterTheWindowOrOfAnotherPayment_LeavesTheRewards()
    {
        var referrer = await RegisterAsync();
        var newcomer = await RegisterAsync(await CodeAsync(referrer));
        await UntilAsync(newcomer, ReferralStatus.Joined);
        var grain = Cluster.Grain<INewcomerGrain>(newcomer);
        await grain.HasCompletedAsync(Purchase("p-1"));

        await grain.HasUndoneAsync("p-2", Money.Rupiah(0), Cluster.Time.GetUtcNow());
        await grain.HasUndoneAsync("p-1", Money.Rupiah(0), Cluster.Time.GetUtcNow().AddDays(181));
        await grain.HasUndoneAsync("p-1", Money.Rupiah(Enough), Cluster.Time.GetUtcNow());

        Assert.Equal(ReferralStatus.Rewarded, (await Referral(newcomer).GetAsync()).Value?.Invitation?.Status);
        Assert.Equal((Reward, Reward), (await Cluster.BalanceAsync(newcomer), await Cluster.BalanceAsync(referrer)));
    }

    [Fact]
    public async Task Quota_FiftyAtOnce_LetsExactlySoManyIn()
    {
        var quota = Cluster.Grain<IRewardQuotaGrain>("test/" + GrainCluster.NewId());

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => quota.TryTakeAsync($"n-{i}", 7)));
        var again = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => quota.TryTakeAsync($"n-{i}", 7)));

        Assert.Equal(7, taken.Count(static one => one));
        Assert.Equal(taken, again);
    }

    [Fact]
    public async Task Leaderboard_OfAMonth_HasInitialsAndRanksOnly()
    {
        var (best, next) = (await RegisterAsync(), await RegisterAsync());
        foreach (var (referrer, count) in new[] { (best, 3), (next, 2) })
        {
            for (var i = 0; i < count; i++)
            {
                var newcomer = await RegisterAsync(await CodeAsync(referrer));
                await UntilAsync(newcomer, ReferralStatus.Joined);
                await Cluster.Grain<INewcomerGrain>(newcomer).HasCompletedAsync(Purchase("p"));
            }
        }

        var board = await Queries.GetLeaderboardAsync(next, ReferralRules.DayOf(Cluster.Time.GetUtcNow()));
        var past = await Queries.GetLeaderboardAsync(next, new DateOnly(2020, 5, 17));

        var mine = Assert.Single(board.Entries, static entry => entry.IsCaller);
        Assert.Equal(("S.A.", 2), (mine.Initials, mine.Rewarded));
        Assert.Contains(board.Entries, entry => entry.Rewarded == 3 && entry.Rank < mine.Rank);
        Assert.Equal(board.Entries.Select(static entry => entry.Rewarded).OrderDescending(), board.Entries.Select(static entry => entry.Rewarded));
        Assert.Equal((new DateOnly(2020, 5, 1), 0), (past.Month, past.Entries.Length));
    }
}
