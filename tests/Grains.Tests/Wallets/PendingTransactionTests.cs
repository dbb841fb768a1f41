using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>Transactions that are pending, cancelled or reversed, as people see them in their lists.</summary>
public sealed class PendingTransactionTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(cluster.Database);

    [Fact]
    public async Task Pending_IsInBothLists_AndStaysOneTransactionWhenCompleted()
    {
        var (from, to) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var hold = await SetAsideAsync(from, to, 60);
        await TransferAsync(from, to, 1);

        var pending = (await ListAsync(to))[1];
        Assert.Equal((hold.Id, TransactionStatus.Pending, from, to, 60, null), (pending.Id, pending.Status, pending.SenderId, pending.ReceiverId, pending.Amount.Units, pending.UpdatedAt));
        var captured = await cluster.Wallet(from).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()));

        var completed = pending with { Status = TransactionStatus.Completed, UpdatedAt = captured.Value!.Transaction.UpdatedAt };
        Assert.NotNull(completed.UpdatedAt);
        Assert.Equal(completed, captured.Value.Transaction);
        Assert.Equal(completed, (await cluster.Transactions.GetAsync(hold.Id)).Value);
        Assert.Equal([1, 60], (await ListAsync(to)).Select(static one => one.Amount.Units));
        Assert.Equal([1, 60, 100], (await ListAsync(from)).Select(static one => one.Amount.Units));
        Assert.Equal(completed, (await ListAsync(from))[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Key_OfATransactionAtOnceAndOfAPendingOne_MakesOneOfThem(bool pendingFirst)
    {
        var (from, to) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var key = OperationNamed.Anew().Key;
        var atOnce = new Transfer(to, Money.Rupiah(10), "", OperationNamed.Of(key, 'a'));
        var pending = new Authorize(
            Payee.Person(to), TransactionKind.Transfer, Money.Rupiah(10), "", cluster.Time.GetUtcNow().AddHours(1), OperationNamed.Of(key, 'b'));

        var hold = pendingFirst ? await cluster.Wallet(from).AuthorizeAsync(pending) : null;
        var moved = await cluster.Wallet(from).TransferAsync(atOnce);
        hold ??= await cluster.Wallet(from).AuthorizeAsync(pending);

        Assert.Equal(pendingFirst ? null : WalletErrors.KeyReused, hold.Error);
        Assert.Equal(pendingFirst ? WalletErrors.KeyReused : null, moved.Error);
        Assert.Equal([10, 100], (await ListAsync(from)).Select(static one => one.Amount.Units));
        if (!pendingFirst)
            return;

        // The key stays that of the pending one, also when it is completed.
        await cluster.Wallet(from).CaptureAsync(new CaptureHold(hold.Value!.Id, null, OperationNamed.Anew()));
        Assert.Equal(WalletErrors.KeyReused, (await cluster.Wallet(from).TransferAsync(atOnce)).Error);
        Assert.True((await cluster.Wallet(from).AuthorizeAsync(pending)).Value?.Replayed);
        Assert.Equal(90, await cluster.BalanceAsync(from));
    }

    [Fact]
    public async Task Cancelled_CanBeTakenOffOnesOwnListOnly()
    {
        var (from, to, stranger) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync(), await cluster.NewWalletAsync());
        var hold = await SetAsideAsync(from, to, 60);
        Assert.Equal(WalletErrors.TransactionNotFound, (await cluster.Wallet(from).HideAsync(hold.Id)).Error);
        await cluster.Wallet(from).VoidAsync(new VoidHold(hold.Id, OperationNamed.Anew()));

        Assert.Equal(TransactionStatus.Cancelled, Assert.Single(await ListAsync(to)).Status);
        Assert.Equal(WalletErrors.TransactionNotFound, (await cluster.Wallet(stranger).HideAsync(hold.Id)).Error);
        Assert.True((await cluster.Wallet(to).HideAsync(hold.Id)).IsSuccess);
        Assert.True((await cluster.Wallet(to).HideAsync(hold.Id)).IsSuccess);

        Assert.Empty(await ListAsync(to));
        Assert.Equal([60, 100], (await ListAsync(from)).Select(static one => one.Amount.Units));
        Assert.Equal(TransactionStatus.Cancelled, (await cluster.Transactions.GetAsync(hold.Id)).Value?.Status);
    }

    [Fact]
    public async Task Lists_WithPendingOnesInBetween_PageWithoutSkipOrDuplicate()
    {
        var (a, b) = (await cluster.NewWalletAsync(10_000), await cluster.NewWalletAsync(10_000));
        var random = new Random(7);
        var holds = new List<(string Wallet, Hold Hold)>();
        for (var i = 1; i <= 40; i++)
        {
            var (from, to) = i % 3 == 0 ? (b, a) : (a, b);
            if (random.Next(2) == 0)
                holds.Add((from, await SetAsideAsync(from, to, i)));
            else
                await TransferAsync(from, to, i);
            if (random.Next(3) == 0 && holds.Count > 0)
                await ResolveAsync(holds, random);
        }

        foreach (var wallet in new[] { a, b })
        {
            var whole = await ListAsync(wallet);
            Assert.Equal(41, whole.Count);
            Assert.Equal(whole.Select(static one => one.CreatedAt).OrderDescending(), whole.Select(static one => one.CreatedAt));
            foreach (var limit in new[] { 1, 2, 3, 7 })
                Assert.Equal(whole.Select(static one => one.Id), (await PagesAsync(wallet, limit)).Select(static one => one.Id));
        }

        var ours = (await ListAsync(a)).Select(static one => one.Id).ToHashSet();
        var all = await PagesAsync(null, 5);
        Assert.Equal(all.Count, all.DistinctBy(static one => one.Id).Count());
        Assert.Superset(ours, all.Select(static one => one.Id).ToHashSet());
    }

    [Fact]
    public async Task Lists_WhilePendingOnesAreCompletedBetweenPages_SkipNothing()
    {
        var (a, b) = (await cluster.NewWalletAsync(10_000), await cluster.NewWalletAsync());
        var holds = new List<(string Wallet, Hold Hold)>();
        for (var i = 1; i <= 12; i++)
            holds.Add((a, await SetAsideAsync(a, b, i)));

        var random = new Random(11);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await cluster.Transactions.ListAsync(b, new PageRequest(2, cursor))).Value!;
            seen.AddRange(page.Items.Select(static one => one.Id));
            cursor = page.NextCursor;
            await ResolveAsync(holds, random);
        }
        while (cursor is not null);

        Assert.Equal((await ListAsync(b)).Select(static one => one.Id), seen);
        Assert.Equal(12, seen.Count);
    }

    [Fact]
    public async Task Expiry_ByTheReminder_CancelsAndIsWrittenDown()
    {
        var (from, to) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var later = await SetAsideAsync(from, to, 30);
        var soon = await SetAsideAsync(from, to, 60, TimeSpan.FromMilliseconds(200));

        await Eventually.TrueAsync("the expiry to be written down", async () => await cluster.Database.ScalarAsync<string>(
            "select state from ledger_hold where id = $1::uuid", soon.Id) == "expired");

        var cancelled = (await cluster.Transactions.GetAsync(soon.Id)).Value;
        Assert.Equal(TransactionStatus.Cancelled, cancelled?.Status);
        Assert.True(cancelled?.UpdatedAt >= soon.ExpiresAt);
        Assert.Equal(later.Id, Assert.Single((await cluster.Wallet(from).GetHoldsAsync()).Value!.Holds).Id);
        // The reminder goes on with the hold that is left, and ends with the last one.
        Assert.Equal(1, await RemindersAsync(from));
        await cluster.Wallet(from).VoidAsync(new VoidHold(later.Id, OperationNamed.Anew()));
        await SetAsideAsync(from, to, 10, TimeSpan.FromMilliseconds(200));
        await Eventually.TrueAsync("the reminder's end", async () => await RemindersAsync(from) == 0);
    }

    [Fact]
    public async Task Reverse_GivesTheWholeBackOnce()
    {
        var (from, to) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var sent = (await TransferAsync(from, to, 60)).Value!.Transaction;
        var command = new ReverseTransfer(sent.Id, OperationNamed.Anew());

        var reversal = await cluster.Wallet(to).ReverseAsync(command);
        var again = await cluster.Wallet(to).ReverseAsync(command);
        var second = await cluster.Wallet(to).ReverseAsync(command with { Operation = OperationNamed.Anew() });

        Assert.Equal((TransactionKind.Reversal, to, from, 60), (reversal.Value?.Transaction.Kind, reversal.Value?.Transaction.SenderId, reversal.Value?.Transaction.ReceiverId, reversal.Value?.Transaction.Amount.Units));
        Assert.Equal(reversal.Value! with { Replayed = true }, again.Value);
        Assert.Equal(WalletErrors.TransactionReversed, second.Error);
        Assert.Equal((100, 0), (await cluster.BalanceAsync(from), await cluster.BalanceAsync(to)));
        var list = await ListAsync(to);
        Assert.Equal([TransactionStatus.Completed, TransactionStatus.Reversed], list.Select(static one => one.Status));
        Assert.Equal(sent with { Status = TransactionStatus.Reversed, UpdatedAt = list[0].CreatedAt }, list[1]);
    }

    [Fact]
    public async Task Reverse_TwentyAtOnceUnderTheirOwnKeys_OneIsDone()
    {
        var (from, to) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync(1_000));
        var sent = (await TransferAsync(from, to, 60)).Value!.Transaction;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Wallet(to).ReverseAsync(new ReverseTransfer(sent.Id, OperationNamed.Anew()))));

        Assert.Single(results, static result => result.IsSuccess);
        Assert.Equal(19, results.Count(static result => result.Error == WalletErrors.TransactionReversed));
        Assert.Equal((100, 1_000), (await cluster.BalanceAsync(from), await cluster.BalanceAsync(to)));
    }

    [Fact]
    public async Task Reverse_ByOthersOrOfOtherKindsOrWithoutTheMoney_IsRefused()
    {
        var (from, to) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var sent = (await TransferAsync(from, to, 60)).Value!.Transaction;
        var topUp = (await ListAsync(from))[1];
        await cluster.Wallet(to).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()));

        Assert.Equal(WalletErrors.TransactionNotFound, (await ReverseAsync(from, sent.Id)).Error);
        Assert.Equal(WalletErrors.TransactionNotFound, (await ReverseAsync(to, GrainCluster.NewId())).Error);
        Assert.Equal(WalletErrors.NotReversible, (await ReverseAsync(from, topUp.Id)).Error);
        Assert.Equal(WalletErrors.InsufficientFunds, (await ReverseAsync(to, sent.Id)).Error);
        Assert.Equal((40, 59), (await cluster.BalanceAsync(from), await cluster.BalanceAsync(to)));
    }

    private async Task ResolveAsync(List<(string Wallet, Hold Hold)> holds, Random random)
    {
        if (holds.Count == 0)
            return;

        var (wallet, hold) = holds[random.Next(holds.Count)];
        holds.Remove((wallet, hold));
        if (random.Next(2) == 0)
            Assert.True((await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()))).IsSuccess);
        else
            Assert.True((await cluster.Wallet(wallet).VoidAsync(new VoidHold(hold.Id, OperationNamed.Anew()))).IsSuccess);
    }

    private Task<Result<Movement>> ReverseAsync(string wallet, string id) => cluster.Wallet(wallet).ReverseAsync(new ReverseTransfer(id, OperationNamed.Anew()));

    private Task<Result<Movement>> TransferAsync(string from, string to, long units) =>
        cluster.Wallet(from).TransferAsync(new Transfer(to, Money.Rupiah(units), "", OperationNamed.Anew()));

    private async Task<Hold> SetAsideAsync(string from, string to, long units, TimeSpan? until = null)
    {
        var hold = await cluster.Wallet(from).AuthorizeAsync(new Authorize(
            Payee.Person(to), TransactionKind.Transfer, Money.Rupiah(units), "", cluster.Time.GetUtcNow() + (until ?? TimeSpan.FromDays(7)), OperationNamed.Anew()));
        return hold.Value ?? throw new InvalidOperationException($"The hold was refused: {hold.Error}");
    }

    private Task<List<Transaction>> ListAsync(string wallet) => PagesAsync(wallet, PageRequest.MaxLimit);

    private async Task<List<Transaction>> PagesAsync(string? wallet, int limit)
    {
        var all = new List<Transaction>();
        string? cursor = null;
        do
        {
            var page = (await cluster.Transactions.ListAsync(wallet, new PageRequest(limit, cursor))).Value!;
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private Task<long> RemindersAsync(string wallet) =>
        cluster.Database.ScalarAsync<long>("select count(*) from reminder where grain_id like '%' || $1", wallet);
}
