using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Wallets above what their tier may hold.</summary>
public sealed class OverfullWalletTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    [Fact]
    public async Task List_AWalletThatWasPaidBackAboveItsCap_IsShown()
    {
        const long cap = 2_000_000;
        var grain = payments.Reconciliation;
        var (sender, receiver) = (await payments.Cluster.NewWalletAsync(cap), await payments.Cluster.NewWalletAsync());
        var sent = await payments.Cluster.Wallet(sender).TransferAsync(new Transfer(receiver, Money.Rupiah(cap), "", OperationNamed.Anew()));
        await payments.Cluster.Wallet(sender).TopUpAsync(new TopUp(Money.Rupiah(cap), OperationNamed.Anew()));
        Assert.Empty((await grain.ListOverfullAsync(new PageRequest(100, null))).Value!.Items);

        var back = await payments.Cluster.Wallet(receiver).ReverseAsync(new ReverseTransfer(sent.Value!.Transaction.Id, OperationNamed.Anew()));

        Assert.True(back.IsSuccess, $"{back.Error}");
        Assert.Equal(
            [new OverfullWallet(sender, WalletTier.Unverified, Money.Rupiah(2 * cap), Money.Rupiah(cap))],
            (await grain.ListOverfullAsync(new PageRequest(100, null))).Value!.Items.ToArray());
        Assert.Equal(
            WalletErrors.BalanceLimitExceeded.Code,
            (await payments.Cluster.Wallet(sender).TopUpAsync(new TopUp(Money.Rupiah(1), OperationNamed.Anew()))).Error?.Code);
        Assert.Contains(
            await grain.ListSystemAccountsAsync(), static account => account is { Code: "system:payment_suspense", Balance.Units: 0 });
        Assert.Contains(
            await grain.ListSystemAccountsAsync(), static account => account.Code == "system:adjustment" || account.Code.StartsWith("system:gateway", StringComparison.Ordinal));
        var first = (await grain.ListOverfullAsync(new PageRequest(1, null))).Value!;
        Assert.Null(first.NextCursor);
    }
}
