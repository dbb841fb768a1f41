using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Nusaloka.Wallets;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>Wallets over two silos and the real ledger.</summary>
public sealed class WalletGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IAsyncLifetime
{
    /// <summary>Orleans takes several missed probes, some seconds apart, to call a silo dead.</summary>
    private static readonly TimeSpan UntilASiloIsDead = TimeSpan.FromMinutes(1);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(cluster.Database);

    [Fact]
    public async Task Debit_HundredAtOnceOfTenFromFiveHundred_FiftySucceed()
    {
        var wallet = await cluster.NewWalletAsync(500);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(10), OperationNamed.Anew()))));

        Assert.Equal(50, results.Count(static result => result.IsSuccess));
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(WalletErrors.InsufficientFunds, result.Error));
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => i * 10L), results.Select(static result => result.Value).OfType<Movement>().Select(static movement => movement.BalanceAfter.Units).Order());
        Assert.Equal(0, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Receipts_WhileTheClaimOfASpendingFails_AreDoneAllTheSame()
    {
        var claims = new FailingClaims();
        await using var own = new OwnCluster(host => claims.PutBefore(host.Services));
        var alone = await own.StartAsync();
        var wallet = await alone.NewWalletAsync(100);
        var debit = alone.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(10), OperationNamed.Anew()));
        await claims.Asked;

        var topUp = alone.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(50), OperationNamed.Anew()));
        var credit = alone.Wallet(wallet).CreditAsync(new Credit(Money.Rupiah(7), OperationNamed.Anew()));
        await Eventually.TrueAsync("the postings", async () => await alone.BalanceAsync(wallet) == 157);
        claims.Fail(new InvalidOperationException("as the test wants"));

        Assert.Equal(150, (await topUp).Value?.BalanceAfter.Units);
        Assert.Equal(157, (await credit).Value?.BalanceAfter.Units);
        Assert.Equal("as the test wants", (await Assert.ThrowsAsync<InvalidOperationException>(() => debit)).Message);
        Assert.Equal(157, await alone.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Transfer_AThousandEachWayAtOnce_NeitherDeadlocksNorLosesMoney()
    {
        var (a, b) = (await cluster.NewWalletAsync(1_000_000), await cluster.NewWalletAsync(1_000_000));

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).SelectMany(i => new[]
        {
            cluster.Wallet(a).TransferAsync(new Transfer(b, Money.Rupiah(1 + i), "pergi", OperationNamed.Anew())),
            cluster.Wallet(b).TransferAsync(new Transfer(a, Money.Rupiah(1 + i), "pulang", OperationNamed.Anew())),
        }));

        Assert.All(results, static result => Assert.True(result.IsSuccess, $"{result.Error}"));
        Assert.Equal((1_000_000, 1_000_000), (await cluster.BalanceAsync(a), await cluster.BalanceAsync(b)));
    }

    [Fact]
    public async Task Transfer_InARing_ConservesMoneyWhateverIsRefused()
    {
        var ring = new List<string>();
        for (var i = 0; i < 5; i++)
            ring.Add(await cluster.NewWalletAsync(100));

        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
            cluster.Wallet(ring[i % 5]).TransferAsync(new Transfer(ring[(i + 1) % 5], Money.Rupiah(1 + (i * 37 % 60)), "", OperationNamed.Anew()))));

        var balances = await Task.WhenAll(ring.Select(cluster.BalanceAsync));
        Assert.Equal(500, balances.Sum());
        Assert.All(balances, static balance => Assert.True(balance >= 0));
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(WalletErrors.InsufficientFunds, result.Error));
        Assert.Contains(results, static result => result.IsSuccess);
    }

    [Fact]
    public async Task Replay_OfEveryCommand_AnswersTheStoredResultAndMovesNothing()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(1_000), await cluster.NewWalletAsync());
        foreach (var command in Commands(wallet, other))
        {
            var first = await command();
            await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(3), OperationNamed.Anew()));
            var (before, otherBefore) = (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other));

            var again = await command();

            Assert.False(first.Value?.Replayed);
            Assert.Equal(first.Value! with { Replayed = true }, again.Value);
            Assert.Equal((before, otherBefore), (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other)));
        }
    }

    [Fact]
    public async Task Replay_HundredAtOnceUnderOneKey_MovesOnceAndAnswersAllAlike()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(1_000), await cluster.NewWalletAsync());
        foreach (var command in Commands(wallet, other))
        {
            var (before, otherBefore) = (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other));

            var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => command()));

            var done = Assert.Single(results, static result => result.Value?.Replayed == false).Value!;
            Assert.All(results, result => Assert.Equal(done with { Replayed = result.Value!.Replayed }, result.Value));
            var moved = await cluster.BalanceAsync(wallet) - before;
            Assert.Equal(done.Transaction.Amount.Units, Math.Abs(moved));
            Assert.Contains(await cluster.BalanceAsync(other) - otherBefore, new[] { 0, -moved });
        }
    }

    [Fact]
    public async Task Replay_AfterTheActivationIsGone_IsStillAReplay()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var debit = new Debit(Money.Rupiah(10), OperationNamed.Anew());
        var first = await cluster.Wallet(wallet).DebitAsync(debit);
        await LetAnotherClaimAsync(wallet);
        await Assert.ThrowsAsync<InconsistentStateException>(() => cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew())));

        var again = await cluster.Wallet(wallet).DebitAsync(debit);

        Assert.Equal(first.Value! with { Replayed = true }, again.Value);
        Assert.Equal(90, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Key_UsedForAnotherRequest_IsRefusedAndMovesNothing()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(1_000), await cluster.NewWalletAsync());
        var key = OperationNamed.Anew().Key;
        foreach (var command in Commands(wallet, other, key))
            Assert.True((await command()).IsSuccess);
        var before = await cluster.BalanceAsync(wallet);

        foreach (var command in Commands(wallet, other, key, request: 'b'))
            Assert.Equal(WalletErrors.KeyReused, (await command()).Error);

        Assert.Equal(before, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Key_OfARefusedCommand_IsNotUsedUp()
    {
        var wallet = await cluster.NewWalletAsync(5);
        var debit = new Debit(Money.Rupiah(10), OperationNamed.Anew());
        var refused = await cluster.Wallet(wallet).DebitAsync(debit);
        await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(5), OperationNamed.Anew()));

        var done = await cluster.Wallet(wallet).DebitAsync(debit);

        Assert.Equal(WalletErrors.InsufficientFunds, refused.Error);
        Assert.False(done.Value?.Replayed);
        Assert.Equal(0, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Key_OfAnotherWallet_IsAnotherOperation()
    {
        var (a, b) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync(100));
        var debit = new Debit(Money.Rupiah(10), OperationNamed.Anew());

        await cluster.Wallet(a).DebitAsync(debit);
        var other = await cluster.Wallet(b).DebitAsync(debit);

        Assert.False(other.Value?.Replayed);
        Assert.Equal((90, 90), (await cluster.BalanceAsync(a), await cluster.BalanceAsync(b)));
    }

    /// <summary>Another activation has spent since: as after a network split, when two silos believe that they own the wallet.</summary>
    [Fact]
    public async Task Spend_ByAStaleActivation_IsRefusedOnceAndTheNextOneGoesOn()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()));
        await LetAnotherClaimAsync(wallet);
        var transfer = new Transfer(other, Money.Rupiah(10), "", OperationNamed.Anew());

        await Assert.ThrowsAsync<InconsistentStateException>(() => cluster.Wallet(wallet).TransferAsync(transfer));
        Assert.Equal((99, 0), (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other)));
        var repeated = await cluster.Wallet(wallet).TransferAsync(transfer);

        Assert.False(repeated.Value?.Replayed);
        Assert.Equal((89, 10), (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other)));
    }

    [Fact]
    public async Task Receive_ByAStaleActivation_IsFine()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync(100));
        await LetAnotherClaimAsync(wallet);

        Assert.True((await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(5), OperationNamed.Anew()))).IsSuccess);
        Assert.True((await cluster.Wallet(other).TransferAsync(new Transfer(wallet, Money.Rupiah(5), "", OperationNamed.Anew()))).IsSuccess);

        Assert.Equal(110, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Spend_WhileOthersPayIn_IsNeverStale()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(200), await cluster.NewWalletAsync(200));

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 2 == 0
            ? cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()))
            : cluster.Wallet(other).TransferAsync(new Transfer(wallet, Money.Rupiah(1), "", OperationNamed.Anew()))));

        Assert.All(results, static result => Assert.True(result.IsSuccess, $"{result.Error}"));
        Assert.Equal((200, 100), (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(WalletLimits.MaxAmount + 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Command_AmountThatIsNone_IsRefusedAndMovesNothing(long units)
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());

        foreach (var command in Commands(wallet, other, units: units))
            Assert.Equal("validation_failed", (await command()).Error?.Code);

        Assert.Equal((100, 0), (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other)));
    }

    [Fact]
    public async Task Command_OnAWalletThatWasNeverOpened_IsNotFound()
    {
        var (nobody, other) = (GrainCluster.NewId(), await cluster.NewWalletAsync());

        foreach (var command in Commands(nobody, other))
            Assert.Equal(WalletErrors.NotFound, (await command()).Error);

        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(nobody).GetBalanceAsync()).Error);
        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(nobody).CloseAsync()).Error);
    }

    [Fact]
    public async Task Transfer_ToNobodyOrToOneself_IsRefusedAndMovesNothing()
    {
        var wallet = await cluster.NewWalletAsync(100);

        var nobody = await cluster.Wallet(wallet).TransferAsync(new Transfer(GrainCluster.NewId(), Money.Rupiah(10), "", OperationNamed.Anew()));
        var oneself = await cluster.Wallet(wallet).TransferAsync(new Transfer(wallet, Money.Rupiah(10), "", OperationNamed.Anew()));
        var next = await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(10), OperationNamed.Anew()));

        Assert.Equal(WalletErrors.ReceiverNotFound, nobody.Error);
        Assert.Equal(WalletErrors.SelfTransfer, oneself.Error);
        Assert.Equal(90, next.Value?.BalanceAfter.Units);
    }

    [Fact]
    public async Task TopUp_DeclinedByTheGateway_MovesNothing()
    {
        var wallet = await cluster.NewWalletAsync();

        Assert.Equal(WalletErrors.PaymentDeclined, (await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(10_402), OperationNamed.Anew()))).Error);
        Assert.Equal(0, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Open_Again_ChangesNothing()
    {
        var wallet = await cluster.NewWalletAsync(100);

        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.Wallet(wallet).OpenAsync()));

        Assert.All(opened, static result => Assert.Equal(100, result.Value?.Balance.Units));
    }

    [Fact]
    public async Task Close_WithMoney_IsRefusedAndTheWalletGoesOn()
    {
        var wallet = await cluster.NewWalletAsync(100);

        Assert.Equal(WalletErrors.NotEmpty, (await cluster.Wallet(wallet).CloseAsync()).Error);
        Assert.True((await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(100), OperationNamed.Anew()))).IsSuccess);
    }

    [Fact]
    public async Task Close_Empty_NeitherPaysNorReceivesAnyMore()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(10), await cluster.NewWalletAsync(10));
        await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(10), OperationNamed.Anew()));

        Assert.True((await cluster.Wallet(wallet).CloseAsync()).IsSuccess);
        Assert.True((await cluster.Wallet(wallet).CloseAsync()).IsSuccess);

        foreach (var command in Commands(wallet, other))
            Assert.Equal(WalletErrors.NotFound, (await command()).Error);
        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(wallet).OpenAsync()).Error);
        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(wallet).GetBalanceAsync()).Error);
        Assert.Equal(
            WalletErrors.ReceiverNotFound,
            (await cluster.Wallet(other).TransferAsync(new Transfer(wallet, Money.Rupiah(1), "", OperationNamed.Anew()))).Error);
    }

    [Fact]
    public async Task Close_WhileMoneyComesIn_EitherRefusesOrKeepsItOut()
    {
        var payer = await cluster.NewWalletAsync(1_000);
        for (var i = 0; i < 20; i++)
        {
            var wallet = await cluster.NewWalletAsync();

            var pay = cluster.Wallet(payer).TransferAsync(new Transfer(wallet, Money.Rupiah(1), "", OperationNamed.Anew()));
            var close = cluster.Wallet(wallet).CloseAsync();
            var (paid, closed) = (await pay, await close);

            Assert.NotEqual(paid.IsSuccess, closed.IsSuccess);
        }
    }

    [Fact]
    public async Task Debit_WhileItsSiloDies_IsDoneOnceWhenRepeatedUnderItsKey()
    {
        await using var own = new OwnCluster();
        var grains = await own.StartAsync();
        var wallet = await grains.NewWalletAsync(500);
        var debits = Enumerable.Range(0, 100).Select(static _ => new Debit(Money.Rupiah(10), OperationNamed.Anew())).ToArray();

        var answers = debits.Select(debit => UntilAnsweredAsync(grains, wallet, debit)).ToArray();
        await answers[0];
        await grains.Silos.KillSiloAsync(grains.Silos.Silos[1]);
        var results = await Task.WhenAll(answers);

        Assert.Equal(50, results.Count(static result => result.IsSuccess));
        Assert.Equal(0, await grains.BalanceAsync(wallet));
        await LedgerInvariants.AssertAsync(grains.Database);
    }

    private static async Task<Result<Movement>> UntilAnsweredAsync(GrainCluster grains, string wallet, Debit debit)
    {
        Result<Movement>? answer = null;
        await Eventually.TrueAsync("an answer of the wallet", async () =>
        {
            try
            {
                answer = await grains.Wallet(wallet).DebitAsync(debit);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                // Its silo is gone, or its outcome unknown: the key makes asking again safe.
            }

            return answer is not null;
        }, within: UntilASiloIsDead);
        return answer ?? throw new InvalidOperationException("Unreachable.");
    }

    /// <summary>One of each command that moves money, each under the key when one is given.</summary>
    private Func<Task<Result<Movement>>>[] Commands(string wallet, string other, string? key = null, char request = 'a', long units = 10)
    {
        var (amount, grain) = (Money.Rupiah(units), cluster.Wallet(wallet));
        var operations = Enumerable.Range(0, 4).Select(_ => OperationNamed.Of(key ?? OperationNamed.Anew().Key, request)).ToArray();
        return
        [
            () => grain.TopUpAsync(new TopUp(amount, operations[0])),
            () => grain.CreditAsync(new Credit(amount, operations[1])),
            () => grain.DebitAsync(new Debit(amount, operations[2])),
            () => grain.TransferAsync(new Transfer(other, amount, "makan", operations[3])),
        ];
    }

    private async Task LetAnotherClaimAsync(string wallet) => Assert.Equal(1, await cluster.Database.ExecuteAsync(
        "update ledger_account set spender = spender + 1, version = version + 1 where code = $1", $"wallet:{wallet}"));
}
