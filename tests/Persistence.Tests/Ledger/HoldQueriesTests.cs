using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

public sealed class HoldQueriesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const long Funds = 1_000_000;

    [Fact]
    public async Task GetHoldings_WhileHoldsEndOneAfterTheOther_ListsJustWhatCounts()
    {
        await using var host = new PersistenceHost(database);
        var (ledger, code, payee) = (host.Get<ILedger>(), await OpenAsync(host), await OpenAsync(host));
        var start = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => ledger.HoldAsync(Hold(code, payee, start.AddMilliseconds(500 + i)))));

        var before = int.MaxValue;
        while (before > 0)
        {
            var holdings = await ledger.GetHoldingsAsync(code, int.MaxValue, CancellationToken.None);

            Assert.Equal(holdings!.Account.Balance.Units - holdings.Account.Available.Units, holdings.Holds.Sum(static hold => hold.Amount.Units));
            Assert.All(holdings.Holds, static hold => Assert.Equal((HoldState.Open, null), (hold.State, hold.ResolvedAt)));
            Assert.InRange(holdings.Holds.Length, 0, before);
            before = holdings.Holds.Length;
        }

        Assert.Equal(Funds, (await ledger.FindAccountAsync(code, CancellationToken.None))!.Available.Units);
    }

    [Fact]
    public async Task GetHoldings_MoreThanAskedFor_ListsTheFirstToEndAndCountsAll()
    {
        await using var host = new PersistenceHost(database);
        var (ledger, code, payee) = (host.Get<ILedger>(), await OpenAsync(host), await OpenAsync(host));
        var now = TimeProvider.System.GetUtcNow();
        var holds = Enumerable.Range(1, 5).Select(i => Hold(code, payee, now.AddHours(i))).ToArray();
        // The last one is over when it is made, and nobody has written that down.
        foreach (var hold in holds.Reverse().Append(Hold(code, payee, now.AddHours(-1))))
            await ledger.HoldAsync(hold);

        var holdings = await ledger.GetHoldingsAsync(code, limit: 3, CancellationToken.None);

        Assert.Equal(holds[..3].Select(static hold => hold.Id), holdings!.Holds.Select(static hold => hold.Id));
        Assert.All(holdings.Holds, hold => Assert.Equal((code, payee, 3L, "hold"), (hold.Code, hold.PayeeCode, hold.Amount.Units, hold.Fingerprint)));
        Assert.Equal((Funds, Funds - 15), (holdings.Account.Balance.Units, holdings.Account.Available.Units));
        Assert.Equal(await ledger.FindAccountAsync(code, CancellationToken.None), holdings.Account);
    }

    [Fact]
    public async Task GetHoldings_NothingHeldOrNoAccount_SaysSo()
    {
        await using var host = new PersistenceHost(database);
        var (ledger, code) = (host.Get<ILedger>(), await OpenAsync(host));

        var holdings = await ledger.GetHoldingsAsync(code, limit: 3, CancellationToken.None);

        Assert.Equal((code, Funds, Funds), (holdings!.Account.Code, holdings.Account.Balance.Units, holdings.Account.Available.Units));
        Assert.Empty(holdings.Holds);
        Assert.Null(await ledger.GetHoldingsAsync(LedgerAccountCode.Wallet("nobody"), limit: 3, CancellationToken.None));
    }

    private static async Task<string> OpenAsync(PersistenceHost host)
    {
        var (ledger, code) = (host.Get<ILedger>(), LedgerAccountCode.Wallet($"{NewId()}"));
        await ledger.OpenWalletAsync(code, Currency.Idr, tier: null, CancellationToken.None);
        await ledger.PostAsync(new LedgerPosting(NewId(), 1, LedgerAccountCode.Adjustment, code, Money.Rupiah(Funds), "funds", null, "funds", null));
        return code;
    }

    private static LedgerHold Hold(string from, string to, DateTimeOffset expiry) => new(NewId(), 1, from, to, Money.Rupiah(3), "", expiry, "hold", null);

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
