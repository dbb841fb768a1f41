using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Reports;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Reports;

public sealed class ReportGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Generate_ForBothParties_HasTheAmountAsEachSeesIt()
    {
        var (sender, receiver, transaction) = await TransferAsync(700);

        var sent = (await Reports(sender).GenerateAsync(transaction)).Value;
        var received = (await Reports(receiver).GenerateAsync(transaction)).Value;

        Assert.Equal((sender, transaction, -700), (sent?.AccountId, sent?.TransactionId, sent?.Amount.Units));
        Assert.Equal((receiver, transaction, 700), (received?.AccountId, received?.TransactionId, received?.Amount.Units));
    }

    [Fact]
    public async Task Generate_ManyTimesAtOnce_IsOneReport()
    {
        var (sender, _, transaction) = await TransferAsync(5);

        var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Reports(sender).GenerateAsync(i % 2 == 0 ? transaction : transaction.ToUpperInvariant())));

        Assert.Single(reports.Select(static report => report.Value).Distinct());
        Assert.Equal(1, (await ListAsync(sender, 1, 10)).Total);
    }

    [Fact]
    public async Task Generate_OfOthersOrOfNothing_IsNotFound()
    {
        var (_, _, transaction) = await TransferAsync(5);
        var stranger = await cluster.NewWalletAsync();

        Assert.Equal(WalletErrors.TransactionNotFound, (await Reports(stranger).GenerateAsync(transaction)).Error);
        Assert.Equal(WalletErrors.TransactionNotFound, (await Reports(stranger).GenerateAsync("nonsense")).Error);
        Assert.Equal(WalletErrors.TransactionNotFound, (await Reports(stranger).GenerateAsync(GrainCluster.NewId())).Error);
        Assert.Equal(0, (await ListAsync(stranger, 1, 10)).Total);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(null)]
    public async Task Generate_OfAPendingOne_WaitsForWhatItMoves(int? captured)
    {
        var (sender, receiver) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var hold = (await cluster.Wallet(sender).AuthorizeAsync(new Authorize(
            Payee.Person(receiver), TransactionKind.Transfer, Money.Rupiah(100), "", cluster.Time.GetUtcNow().AddHours(1), OperationNamed.Anew()))).Value!;

        Assert.Equal(ReportErrors.TransactionNotCompleted, (await Reports(sender).GenerateAsync(hold.Id)).Error);
        Assert.Equal(ReportErrors.TransactionNotCompleted, (await Reports(receiver).GenerateAsync(hold.Id)).Error);
        if (captured is { } units)
            Assert.True((await cluster.Wallet(sender).CaptureAsync(new CaptureHold(hold.Id, Money.Rupiah(units), OperationNamed.Anew()))).IsSuccess);
        else
            Assert.True((await cluster.Wallet(sender).VoidAsync(new VoidHold(hold.Id, OperationNamed.Anew()))).IsSuccess);
        var error = (await Reports(sender).GenerateAsync(hold.Id)).Error;
        await Reports(receiver).GenerateAsync(hold.Id);

        Assert.Equal(captured is null ? ReportErrors.TransactionNotCompleted : null, error);
        foreach (var wallet in new[] { sender, receiver })
        {
            Assert.Equal(
                await cluster.Database.ScalarAsync<long>(
                    "select coalesce(sum(e.amount), 0)::bigint from ledger_entry e join ledger_account a on a.id = e.account_id where a.code = 'wallet:' || $1 and e.transfer_id = $2::uuid",
                    wallet, hold.Id),
                (await ListAsync(wallet, 1, 10)).Reports.Sum(static report => report.Amount.Units));
        }
    }

    [Fact]
    public async Task List_ByPages_HasEachOnceNewestFirst()
    {
        var wallet = await cluster.NewWalletAsync();
        var made = new List<string>();
        for (var i = 1; i <= 7; i++)
        {
            var topUp = await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(i), OperationNamed.Anew()));
            made.Insert(0, (await Reports(wallet).GenerateAsync(topUp.Value?.Transaction.Id ?? "")).Value?.Id ?? "");
        }

        var pages = new[] { await ListAsync(wallet, 1, 3), await ListAsync(wallet, 2, 3), await ListAsync(wallet, 3, 3), await ListAsync(wallet, 4, 3) };

        Assert.Equal([3, 3, 1, 0], pages.Select(static page => page.Reports.Length));
        Assert.Equal(made, pages.SelectMany(static page => page.Reports).Select(static report => report.Id));
        Assert.All(pages, static page => Assert.Equal(7, page.Total));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    [InlineData(NumberedPage.MaxNumber + 1, 10)]
    public async Task List_APageOutOfBounds_IsRefused(int number, int size) =>
        Assert.Equal("validation_failed", (await Reports(GrainCluster.NewId()).ListAsync(new NumberedPage(number, size))).Error?.Code);

    private IReportGrain Reports(string account) => cluster.Grain<IReportGrain>(account);

    private async Task<ReportPage> ListAsync(string account, int number, int size) =>
        (await Reports(account).ListAsync(new NumberedPage(number, size))).Value ?? throw new InvalidOperationException("Refused.");

    private async Task<(string Sender, string Receiver, string Transaction)> TransferAsync(long units)
    {
        var (sender, receiver) = (await cluster.NewWalletAsync(units), await cluster.NewWalletAsync());
        var moved = await cluster.Wallet(sender).TransferAsync(new Transfer(receiver, Money.Rupiah(units), "kopi", OperationNamed.Anew()));
        return (sender, receiver, moved.Value?.Transaction.Id ?? throw new InvalidOperationException("Not moved."));
    }
}
