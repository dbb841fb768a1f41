using Nusaloka.Grains.Wallets;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

public sealed class WalletRulesTests
{
    private const string Siti = "0198c5a0-0000-7000-8000-000000000001";
    private const string Budi = "0198c5a0-0000-7000-8000-000000000002";

    private static readonly Operation Operation = new("order-1", new string('a', 64));
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(WalletLimits.MaxAmount)]
    public void Check_AmountWithinTheLimits_IsFine(long units) => Assert.Null(WalletRules.Check(Money.Rupiah(units), Operation));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(WalletLimits.MaxAmount + 1)]
    [InlineData(long.MaxValue)]
    public void Check_AmountOutOfTheLimits_IsRefused(long units) =>
        Assert.Equal(["/amount"], Pointers(WalletRules.Check(Money.Rupiah(units), Operation)));

    [Fact]
    public void Check_OtherCurrency_IsRefused() =>
        Assert.Equal(["/currency"], Pointers(WalletRules.Check(new Money(1, Currency.None), Operation)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Check_LengthOfTheKey_HasALimit(int length, bool expected) =>
        Assert.Equal(expected, WalletRules.Check(Money.Rupiah(1), Operation with { Key = new string('k', length) }) is null);

    [Fact]
    public void Check_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(["/currency", "/amount", ""], Pointers(WalletRules.Check(new Money(0, Currency.None), Operation with { Key = "" })));

    [Fact]
    public void CheckTransfer_ToOneself_IsRefused() => Assert.Equal(WalletErrors.SelfTransfer, WalletRules.Check(Siti, TransferTo(Siti)));

    [Theory]
    [InlineData("")]
    [InlineData("makan siang 🍜")]
    public void CheckTransfer_ToAnother_IsFine(string description) =>
        Assert.Null(WalletRules.Check(Siti, TransferTo(Budi) with { Description = description }));

    [Theory]
    [InlineData("baris\nbaru")]
    [InlineData("nol\0")]
    public void CheckTransfer_ControlCharacters_AreRefused(string description) =>
        Assert.Equal(["/description"], Pointers(WalletRules.Check(Siti, TransferTo(Budi) with { Description = description })));

    [Theory]
    [InlineData(WalletLimits.MaxDescriptionLength, true)]
    [InlineData(WalletLimits.MaxDescriptionLength + 1, false)]
    public void CheckTransfer_LengthOfTheDescription_HasALimit(int length, bool expected) =>
        Assert.Equal(expected, WalletRules.Check(Siti, TransferTo(Budi) with { Description = new string('x', length) }) is null);

    [Fact]
    public void CheckTransfer_WrongAmountToOneself_NamesTheAmount() =>
        Assert.Equal(["/amount"], Pointers(WalletRules.Check(Siti, TransferTo(Siti) with { Amount = Money.Rupiah(0) })));

    [Fact]
    public void Spend_FromAWallet_IsGuardedByItsVersion()
    {
        var posting = WalletRules.Spend(
            Siti, TransactionKind.Transfer, LedgerAccountCode.Wallet(Budi), Money.Rupiah(5), "makan", Operation, spender: 7);

        Assert.Equal((LedgerAccountCode.Wallet(Siti), LedgerAccountCode.Wallet(Budi)), (posting.DebitCode, posting.CreditCode));
        Assert.Equal((7L, Money.Rupiah(5), Operation.Fingerprint), (posting.Spender, posting.Amount, posting.Fingerprint));
        Assert.Equal(TransactionId.Create(Siti, TransactionKind.Transfer, Operation.Key), posting.Id);
    }

    [Fact]
    public void Receive_FromASystemAccount_IsGuardedByNone()
    {
        var posting = WalletRules.Receive(Siti, TransactionKind.TopUp, "system:x", Money.Rupiah(5), "ref", Operation);

        Assert.Equal(("system:x", LedgerAccountCode.Wallet(Siti)), (posting.DebitCode, posting.CreditCode));
        Assert.Null(posting.Spender);
        Assert.Equal("ref", posting.Reference);
    }

    [Theory]
    [InlineData(PostingOutcome.Posted, false)]
    [InlineData(PostingOutcome.Replayed, true)]
    public void Answer_DoneOrRepeated_IsTheMovementWithTheWalletsOwnBalance(PostingOutcome outcome, bool replayed)
    {
        var result = new PostingResult(outcome, Money.Rupiah(95), Money.Rupiah(105), default, 8, Noon);

        var paid = WalletRules.Answer(Posting(), result, walletPays: true).Value;
        var received = WalletRules.Answer(Posting(), result, walletPays: false).Value;

        var transaction = new Transaction(
            Posting().Id.ToString(), TransactionKind.Transfer, Siti, Budi, Money.Rupiah(5), TransactionStatus.Completed, "makan", Noon);
        Assert.Equal(new Movement(transaction, Money.Rupiah(95), replayed), paid);
        Assert.Equal(new Movement(transaction, Money.Rupiah(105), replayed), received);
    }

    [Fact]
    public void Answer_Refusals_AreTheWalletsErrors()
    {
        Assert.Equal(WalletErrors.KeyReused, Answer(PostingOutcome.KeyReused, walletPays: true));
        Assert.Equal(WalletErrors.InsufficientFunds, Answer(PostingOutcome.Insufficient, walletPays: true));
        Assert.Equal(WalletErrors.NotFound, Answer(PostingOutcome.DebitMissing, walletPays: true));
        Assert.Equal(WalletErrors.ReceiverNotFound, Answer(PostingOutcome.CreditMissing, walletPays: true));
        Assert.Equal(WalletErrors.NotFound, Answer(PostingOutcome.CreditMissing, walletPays: false));
    }

    [Fact]
    public void Answer_EveryOutcomeOfATransferButStale_IsAnswered()
    {
        PostingOutcome[] others =
        [
            PostingOutcome.Stale, PostingOutcome.HoldMissing, PostingOutcome.HoldResolved, PostingOutcome.HoldExceeded, PostingOutcome.HoldRunning,
        ];

        Assert.All(Enum.GetValues<PostingOutcome>().Except(others), static outcome => Assert.NotNull(WalletRules.Answer(
            Posting(), new PostingResult(outcome, default, default, default, 0, Noon), walletPays: true)));
        Assert.All(others, static outcome => Assert.Throws<InvalidOperationException>(() => Answer(outcome, walletPays: true)));
    }

    private static Error? Answer(PostingOutcome outcome, bool walletPays) =>
        WalletRules.Answer(Posting(), new PostingResult(outcome, default, default, default, 0, Noon), walletPays).Error;

    private static LedgerPosting Posting() =>
        WalletRules.Spend(Siti, TransactionKind.Transfer, LedgerAccountCode.Wallet(Budi), Money.Rupiah(5), "makan", Operation, spender: 7);

    private static Transfer TransferTo(string receiver) => new(receiver, Money.Rupiah(5), "makan", Operation);

    private static IEnumerable<string>? Pointers(Error? error) => error?.Fields.Select(static field => field.Pointer);
}
