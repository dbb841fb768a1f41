using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Wallets;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>Every movement that is committed is told to whoever wants to know, and nothing else is.</summary>
public sealed class MovementTests
{
    [Fact]
    public async Task Movements_OfEveryKind_AreToldOnceWithBothBalances()
    {
        var told = new ToldMovements();
        await using var own = Own(told);
        var grains = await own.StartAsync();
        var (a, b) = (await grains.NewWalletAsync(1_000), await grains.NewWalletAsync());

        var sent = await grains.Wallet(a).TransferAsync(new Transfer(b, Money.Rupiah(300), "Makan", OperationNamed.Anew()));
        await grains.Wallet(b).ReverseAsync(new ReverseTransfer(sent.Value!.Transaction.Id, OperationNamed.Anew()));
        await grains.Wallet(a).PayAsync(new Pay(SystemAccount.Fees, TransactionKind.Payment, Money.Rupiah(20), "Iklan", OperationNamed.Anew()));
        var hold = await grains.Wallet(a).AuthorizeAsync(new Authorize(
            Payee.Person(b), TransactionKind.Transfer, Money.Rupiah(50), "Titip", grains.Time.GetUtcNow().AddHours(1), OperationNamed.Anew()));
        await grains.Wallet(a).CaptureAsync(new CaptureHold(hold.Value!.Id, Money.Rupiah(40), OperationNamed.Anew()));
        Assert.Equal(WalletErrors.InsufficientFunds, (await grains.Wallet(a).DebitAsync(new Debit(Money.Rupiah(941), OperationNamed.Anew()))).Error);

        await AssertToldAsync(grains, told);
        Assert.Equal(5, told.Count);
        Assert.Equal(
            new MovementCompleted(sent.Value.Transaction.Id, TransactionKind.Transfer, a, b, Money.Rupiah(300), Money.Rupiah(700), Money.Rupiah(300), "Makan", null, sent.Value.Transaction.CreatedAt),
            told.Of(sent.Value.Transaction.Id));
        Assert.Equal((TransactionKind.Transfer, 40, 940, 40), Summary(told.Of(hold.Value.Id)));
        Assert.Contains(told.All, static one => one is { Kind: TransactionKind.TopUp, SenderId: null, SenderBalanceAfter: null, ReceiverBalanceAfter.Units: 1_000, Reference: not null });
        Assert.Contains(told.All, static one => one is { Kind: TransactionKind.Payment, ReceiverId: null, ReceiverBalanceAfter: null, SenderBalanceAfter.Units: 980 });
    }

    [Fact]
    public async Task Movements_WhoseHandlerFails_ComeAgainUntilItHasThem()
    {
        var told = new ToldMovements { FailuresLeft = 5 };
        await using var own = Own(told);
        var grains = await own.StartAsync();
        var (a, b) = (await grains.NewWalletAsync(1_000), await grains.NewWalletAsync());

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => grains.Wallet(a).TransferAsync(new Transfer(b, Money.Rupiah(i), "", OperationNamed.Anew()))));

        await AssertToldAsync(grains, told);
        Assert.Equal(0, told.FailuresLeft);
    }

    [Fact]
    public async Task Movements_WhenTheConnectionsAreKilledAndASiloDies_AreToldExactlyWhenTheyAreCommitted()
    {
        var told = new ToldMovements();
        await using var own = Own(told);
        var grains = await own.StartAsync();
        var wallets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grains.NewWalletAsync(10_000)));

        var transfers = Enumerable.Range(0, 400).Select(i => IgnoreAsync(() => grains.Wallet(wallets[i % 8]).TransferAsync(
            new Transfer(wallets[(i + 3) % 8], Money.Rupiah(1 + i), "", OperationNamed.Anew())))).ToArray();
        await grains.Database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%ledger_write%' and pid <> pg_backend_pid()");
        await grains.Silos.KillSiloAsync(grains.Silos.Silos[1]);
        await Task.WhenAll(transfers);

        await AssertToldAsync(grains, told);
        await LedgerInvariants.AssertAsync(grains.Database);
    }

    private static OwnCluster Own(ToldMovements told) => new(host => host.Services.AddSingleton<IMovementHandler>(told));

    private static async Task IgnoreAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            // Its outcome is unknown; what was committed is in the ledger.
        }
    }

    private static async Task AssertToldAsync(GrainCluster grains, ToldMovements told)
    {
        // A silo that died may have held events; they wait for the end of its lease.
        await Eventually.TrueAsync("every movement to be told", async () =>
            await grains.Database.ScalarAsync<long>("select count(*) from outbox_event where source_kind = 'ledger'") == 0
            && await grains.Database.ScalarAsync<long>("select count(*) from ledger_transfer") == told.Count, within: TimeSpan.FromMinutes(2));
        Assert.Equal(0, await grains.Database.ScalarAsync<long>("select count(*) from outbox_dead_letter"));
        foreach (var movement in told.All)
            Assert.Equal(1, await grains.Database.ScalarAsync<long>("select count(*) from ledger_transfer where id = $1 and amount = $2", Guid.Parse(movement.TransactionId), movement.Amount.Units));
    }

    private static (TransactionKind, long, long?, long?) Summary(MovementCompleted one) =>
        (one.Kind, one.Amount.Units, one.SenderBalanceAfter?.Units, one.ReceiverBalanceAfter?.Units);

    /// <summary>A handler that recognises what it has handled before, as handlers must.</summary>
    private sealed class ToldMovements : IMovementHandler
    {
        private readonly ConcurrentDictionary<string, MovementCompleted> _told = new();
        private int _failuresLeft;

        public int FailuresLeft
        {
            get => Math.Max(0, Volatile.Read(ref _failuresLeft));
            init => _failuresLeft = value;
        }

        public int Count => _told.Count;

        public IEnumerable<MovementCompleted> All => _told.Values;

        public MovementCompleted Of(string transactionId) => _told[transactionId];

        public Task HandleAsync(IReadOnlyList<MovementCompleted> movements, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _failuresLeft) >= 0)
                throw new InvalidOperationException("The handler fails as the test wants.");

            // The same movement is the same, however often it comes.
            Assert.All(movements, movement => Assert.Equal(movement, _told.GetOrAdd(movement.TransactionId, movement)));
            return Task.CompletedTask;
        }
    }
}
