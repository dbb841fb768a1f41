using Nusaloka.Accounts;
using Nusaloka.Grains.Referral;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Payments;
using Nusaloka.Referral;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Referral;

/// <summary>People who invite each other, and what tests do with them.</summary>
public abstract class InvitationTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private protected const long Enough = 100_000;
    private protected const long Reward = 25_000;

    private protected GrainCluster Cluster => payments.Cluster;

    private protected PaymentCluster Payments => payments;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    private protected IReferralQueryGrain Queries => Cluster.Grain<IReferralQueryGrain>("0");

    private protected IReferralGrain Referral(string id) => Cluster.Grain<IReferralGrain>(id);

    private protected async Task<string> CodeAsync(string id) => (await Referral(id).GetAsync()).Value!.Code;

    private protected string QuotaOf(string referrer) => $"referrer/{referrer}/{ReferralRules.DayOf(Cluster.Time.GetUtcNow()):yyyy-MM}";

    private protected async Task<string> RegisterAsync(string? code = null, RegisterAccount? person = null, bool isProven = true)
    {
        var id = GrainCluster.NewId();
        person ??= Cluster.NewPerson();
        var registered = await Cluster.Account(id).RegisterAsync(person with { ReferralCode = code });
        Assert.True(registered.IsSuccess, registered.Error?.Code);
        if (isProven)
            await ProveAsync(id, person);
        return id;
    }

    private protected async Task ProveAsync(string id, RegisterAccount person) =>
        Assert.True((await Cluster.Account(id).VerifyIdentifierAsync("phone:" + person.Phone)).IsSuccess);

    private protected CompletedPurchase Purchase(string payment, long amount = Enough, string? payee = null) =>
        new(new PaidPayment(payment, Money.Rupiah(amount), Cluster.Time.GetUtcNow()), payee ?? GrainCluster.NewId());

    /// <summary>Pays for something from the wallet, with money that comes for it, and gets it; told again until it is heard, as by the outbox.</summary>
    private protected async Task<Guid> PayAsync(string payer, long amount)
    {
        Assert.True((await Cluster.Wallet(payer).TopUpAsync(new TopUp(Money.Rupiah(amount), OperationNamed.Anew()))).IsSuccess);
        var payment = await payments.PayAsync(payer, amount, method: "wallet");
        await payments.UntilAsync(payment, PaymentStatus.Succeeded);
        await Eventually.TrueAsync("the purchase to be heard of", async () =>
        {
            try
            {
                await Cluster.Grain<INewcomerGrain>(payer).HasCompletedAsync(Purchase(payment.ToString(), amount));
                return true;
            }
            catch (ProcessDiedException)
            {
                return false;
            }
        });
        return payment;
    }

    /// <summary>What went from the wallet back to where rewards come from.</summary>
    private protected Task<long> TakenAsync(string accountId) => Cluster.Database.ScalarAsync<long>(
        """
        select coalesce(sum(t.amount), 0)::bigint from ledger_transfer t
        join ledger_account d on d.id = t.debit_account_id join ledger_account c on c.id = t.credit_account_id
        where d.code = 'wallet:' || $1 and c.code = 'system:promo'
        """,
        accountId);

    private protected Task UntilAsync(string newcomer, ReferralStatus status, string? reason = null) => Eventually.EqualAsync(
        $"the invitation of {newcomer}", (status, reason), async () =>
        {
            var invitation = (await Referral(newcomer).GetAsync()).Value?.Invitation;
            return (invitation?.Status ?? (ReferralStatus)(-1), invitation?.Reason);
        });

    private protected Task NoEventsAsync() =>
        Eventually.EqualAsync("an empty outbox", 0L, () => Cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
}
