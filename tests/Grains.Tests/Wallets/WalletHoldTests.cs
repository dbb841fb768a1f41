using Nusaloka.Grains.Payments;
using Nusaloka.Grains.State;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>Money that is set aside in wallets, and what wallets pay to our own accounts.</summary>
public sealed class WalletHoldTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IAsyncLifetime
{
    private static readonly Payee Fees = Payee.Ours(SystemAccount.Fees);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(cluster.Database);

    [Fact]
    public async Task Pay_ToEscrow_IsDoneOnceUnderItsKey()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var pay = new Pay(SystemAccount.BookingEscrow, TransactionKind.Payment, Money.Rupiah(60), "Kapal ke Labuan Bajo", OperationNamed.Anew());

        var first = await cluster.Wallet(wallet).PayAsync(pay);
        var again = await cluster.Wallet(wallet).PayAsync(pay);
        var tooMuch = await cluster.Wallet(wallet).PayAsync(pay with { Operation = OperationNamed.Anew() });

        Assert.Equal((TransactionKind.Payment, wallet, null), (first.Value?.Transaction.Kind, first.Value?.Transaction.SenderId, first.Value?.Transaction.ReceiverId));
        Assert.Equal(first.Value! with { Replayed = true }, again.Value);
        Assert.Equal(WalletErrors.InsufficientFunds, tooMuch.Error);
        Assert.Equal(40, await cluster.BalanceAsync(wallet));
    }

    [Theory]
    [InlineData(SystemAccount.BookingEscrow, TransactionKind.Withdrawal)]
    [InlineData(SystemAccount.SandboxClearing, TransactionKind.Payment)]
    [InlineData(SystemAccount.Fees, TransactionKind.TopUp)]
    [InlineData(SystemAccount.BookingEscrow, TransactionKind.Charge)]
    [InlineData((SystemAccount)99, TransactionKind.Payment)]
    public async Task Pay_KindThatDoesNotGoToThatAccount_IsRefused(SystemAccount payee, TransactionKind kind)
    {
        var wallet = await cluster.NewWalletAsync(100);

        var answer = await cluster.Wallet(wallet).PayAsync(new Pay(payee, kind, Money.Rupiah(1), "", OperationNamed.Anew()));

        Assert.Equal("invalid_payee", Assert.Single(answer.Error!.Fields).Code);
        Assert.Equal(100, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Authorize_LeavesTheBalanceAndTakesFromWhatIsAvailable()
    {
        var wallet = await cluster.NewWalletAsync(100);

        var hold = await cluster.Wallet(wallet).AuthorizeAsync(Hold(Fees, 70));
        var more = await cluster.Wallet(wallet).AuthorizeAsync(Hold(Fees, 31));
        var debit = await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(31), OperationNamed.Anew()));

        Assert.Equal((HoldStatus.Open, 70, Fees), (hold.Value?.Status, hold.Value?.Amount.Units, hold.Value?.Payee));
        Assert.Equal((WalletErrors.InsufficientFunds, WalletErrors.InsufficientFunds), (more.Error, debit.Error));
        var holds = await cluster.Wallet(wallet).GetHoldsAsync();
        Assert.Equal(new WalletBalance(wallet, Money.Rupiah(100), Money.Rupiah(30)), holds.Value?.Wallet);
        Assert.Equal(hold.Value, Assert.Single(holds.Value!.Holds));
    }

    [Fact]
    public async Task Capture_InPart_MovesItAndGivesTheRestFree()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var hold = await AuthorizeAsync(wallet, Payee.Person(other), 70, TransactionKind.Transfer);
        var capture = new CaptureHold(hold.Id, Money.Rupiah(50), OperationNamed.Anew());

        var captured = await cluster.Wallet(wallet).CaptureAsync(capture);
        var again = await cluster.Wallet(wallet).CaptureAsync(capture);
        var second = await cluster.Wallet(wallet).CaptureAsync(capture with { Operation = OperationNamed.Anew() });

        Assert.Equal((hold.Id, other, 50), (captured.Value?.Transaction.Id, captured.Value?.Transaction.ReceiverId, captured.Value?.BalanceAfter.Units));
        Assert.Equal(captured.Value! with { Replayed = true }, again.Value);
        Assert.Equal(WalletErrors.HoldResolved, second.Error);
        Assert.Equal(50, await cluster.BalanceAsync(other));
        var holds = await cluster.Wallet(wallet).GetHoldsAsync();
        Assert.Equal((50, 50), (holds.Value?.Wallet.Balance.Units, holds.Value?.Wallet.Available.Units));
        Assert.Empty(holds.Value!.Holds);
    }

    [Fact]
    public async Task Capture_MoreThanIsHeld_IsRefusedAndTheHoldStays()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var hold = await AuthorizeAsync(wallet, Fees, 50);

        Assert.Equal(WalletErrors.HoldExceeded, (await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, Money.Rupiah(51), OperationNamed.Anew()))).Error);
        Assert.Single((await cluster.Wallet(wallet).GetHoldsAsync()).Value!.Holds);
        Assert.Equal(50, (await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()))).Value?.BalanceAfter.Units);
    }

    [Fact]
    public async Task Void_MakesTheMoneyAvailableAndIsRepeatable()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var hold = await AuthorizeAsync(wallet, Fees, 100);
        var command = new VoidHold(hold.Id, OperationNamed.Anew());

        var voided = await cluster.Wallet(wallet).VoidAsync(command);
        var again = await cluster.Wallet(wallet).VoidAsync(command);
        var captured = await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()));

        Assert.Equal(hold with { Status = HoldStatus.Voided }, voided.Value);
        Assert.Equal(voided.Value! with { Replayed = true }, again.Value);
        Assert.Equal(WalletErrors.HoldResolved, captured.Error);
        Assert.True((await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(100), OperationNamed.Anew()))).IsSuccess);
    }

    [Fact]
    public async Task Resolve_CapturesAndVoidsAtOnce_ExactlyOneWins()
    {
        var wallet = await cluster.NewWalletAsync(5_000);
        for (var round = 0; round < 50; round++)
        {
            var hold = await AuthorizeAsync(wallet, Fees, 100);

            var captures = Enumerable.Range(1, 3).Select(i => cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, Money.Rupiah(i), OperationNamed.Anew()))).ToArray();
            var voids = Enumerable.Range(0, 3).Select(_ => cluster.Wallet(wallet).VoidAsync(new VoidHold(hold.Id, OperationNamed.Anew()))).ToArray();
            Error?[] errors = [.. (await Task.WhenAll(captures)).Select(static result => result.Error), .. (await Task.WhenAll(voids)).Select(static result => result.Error)];

            Assert.Single(errors, static error => error is null);
            Assert.Equal(5, errors.Count(static error => error == WalletErrors.HoldResolved));
        }
    }

    [Fact]
    public async Task Authorize_RepeatedAfterItsCapture_IsStillTheReplayOfTheHold()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var authorize = Hold(Fees, 70);
        var hold = await cluster.Wallet(wallet).AuthorizeAsync(authorize);
        await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Value!.Id, null, OperationNamed.Anew()));

        var again = await cluster.Wallet(wallet).AuthorizeAsync(authorize);
        var another = await cluster.Wallet(wallet).AuthorizeAsync(authorize with { Operation = OperationNamed.Of(authorize.Operation.Key, 'b') });

        Assert.Equal(hold.Value with { Replayed = true }, again.Value);
        Assert.Equal(WalletErrors.KeyReused, another.Error);
        Assert.Equal(30, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Authorize_WhoseTimeHasCome_CountsNoMore()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var authorize = Hold(Fees, 100) with { ExpiresAt = cluster.Time.GetStoredUtcNow().AddMilliseconds(300) };
        var hold = await cluster.Wallet(wallet).AuthorizeAsync(authorize);
        Assert.True(hold.IsSuccess);

        await Eventually.TrueAsync("the hold's end", async () => (await cluster.Wallet(wallet).GetHoldsAsync()).Value!.Holds.IsEmpty);

        Assert.Equal(WalletErrors.HoldResolved, (await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Value!.Id, null, OperationNamed.Anew()))).Error);
        Assert.True((await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(100), OperationNamed.Anew()))).IsSuccess);
        // Repeated when its time is over it is the replay that it was before, and another request is none.
        Assert.Equal(hold.Value with { Replayed = true }, (await cluster.Wallet(wallet).AuthorizeAsync(authorize)).Value);
        var another = authorize with { Operation = OperationNamed.Of(authorize.Operation.Key, 'b') };
        Assert.Equal("validation_failed", (await cluster.Wallet(wallet).AuthorizeAsync(another)).Error?.Code);
    }

    [Fact]
    public async Task Authorize_ForNobodyOrOneselfOrTooLong_IsRefused()
    {
        var wallet = await cluster.NewWalletAsync(100);
        var person = Hold(Payee.Person(wallet), 10) with { Kind = TransactionKind.Transfer };

        Assert.Equal(WalletErrors.SelfTransfer, (await cluster.Wallet(wallet).AuthorizeAsync(person)).Error);
        Assert.Equal(WalletErrors.ReceiverNotFound, (await cluster.Wallet(wallet).AuthorizeAsync(person with { Payee = Payee.Person(GrainCluster.NewId()) })).Error);
        Assert.Equal("validation_failed", (await cluster.Wallet(wallet).AuthorizeAsync(person with { Payee = new Payee(null, null) })).Error?.Code);
        Assert.Equal("validation_failed", (await cluster.Wallet(wallet).AuthorizeAsync(person with { Payee = Fees })).Error?.Code);
        foreach (var expiry in new[] { cluster.Time.GetUtcNow().AddMinutes(-1), cluster.Time.GetUtcNow().AddDays(WalletLimits.MaxHoldDays + 1) })
            Assert.Equal("/expires_at", Assert.Single((await cluster.Wallet(wallet).AuthorizeAsync(Hold(Fees, 10) with { ExpiresAt = expiry })).Error!.Fields).Pointer);
    }

    [Fact]
    public async Task Resolve_OfAHoldOfAnotherWalletOrNone_IsNotFound()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync(100));
        var hold = await AuthorizeAsync(wallet, Fees, 10);

        foreach (var id in new[] { hold.Id, GrainCluster.NewId(), "bukan" })
        {
            Assert.Equal(WalletErrors.HoldNotFound, (await cluster.Wallet(other).CaptureAsync(new CaptureHold(id, null, OperationNamed.Anew()))).Error);
            Assert.Equal(WalletErrors.HoldNotFound, (await cluster.Wallet(other).VoidAsync(new VoidHold(id, OperationNamed.Anew()))).Error);
        }

        Assert.Equal(WalletErrors.NotEmpty, (await cluster.Wallet(wallet).CloseAsync()).Error);
        Assert.Single((await cluster.Wallet(wallet).GetHoldsAsync()).Value!.Holds);
    }

    [Theory]
    [InlineData(SystemAccount.BookingEscrow, TransactionKind.Payment)]
    [InlineData(SystemAccount.Fees, TransactionKind.Payment)]
    [InlineData(SystemAccount.SandboxClearing, TransactionKind.Withdrawal)]
    public async Task Resolve_WhatAPaymentOrAWithdrawalHasSetAside_IsTheirsAlone(SystemAccount payee, TransactionKind kind)
    {
        var wallet = await cluster.NewWalletAsync(100);
        var ours = PaymentLedger.Operation($"test:{GrainCluster.NewId()}");
        var hold = (await cluster.Wallet(wallet).AuthorizeAsync(Hold(Payee.Ours(payee), 60) with { Kind = kind, Operation = ours })).Value!;

        Assert.Equal(WalletErrors.HoldNotFound, (await cluster.Wallet(wallet).VoidAsync(new VoidHold(hold.Id, OperationNamed.Anew()))).Error);
        Assert.Equal(WalletErrors.HoldNotFound, (await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()))).Error);

        Assert.Equal(hold, Assert.Single((await cluster.Wallet(wallet).GetHoldsAsync()).Value!.Holds));
        Assert.Equal(40, (await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, ours))).Value?.BalanceAfter.Units);
    }

    private Authorize Hold(Payee payee, long units) => new(
        payee, TransactionKind.Charge, Money.Rupiah(units), "Foto", StoredSoon(), OperationNamed.Anew());

    // Whole seconds, as the database keeps no finer than microseconds.
    private DateTimeOffset StoredSoon() => DateTimeOffset.FromUnixTimeSeconds(cluster.Time.GetUtcNow().ToUnixTimeSeconds() + 3_600);

    private async Task<Hold> AuthorizeAsync(string wallet, Payee payee, long units, TransactionKind kind = TransactionKind.Charge)
    {
        var hold = await cluster.Wallet(wallet).AuthorizeAsync(Hold(payee, units) with { Kind = kind });
        return hold.Value ?? throw new InvalidOperationException($"The hold was refused: {hold.Error}");
    }
}
