using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Wallets;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

public sealed class TransactionIdTests
{
    private const string Siti = "0198c5a0-0000-7000-8000-000000000001";
    private const string Budi = "0198c5a0-0000-7000-8000-000000000002";

    /// <summary>A stored number: another id for the same operation would let a repeated command take the money twice.</summary>
    [Theory]
    [InlineData(TransactionKind.Transfer, "order-1", "2024c8cc-df04-8724-8242-4aeb8cac2f19")]
    [InlineData(TransactionKind.TopUp, "order-1", "871c187d-3761-8ce8-a952-1277c4b8333c")]
    [InlineData(TransactionKind.Debit, "kunci 🌴", "152e691d-1cf0-8024-89ca-8acb0c0c2272")]
    public void Create_AcrossVersions_NeverChanges(TransactionKind kind, string key, string expected) =>
        Assert.Equal(expected, TransactionId.Create(Siti, kind, key).ToString());

    [Fact]
    public void Create_SameOperation_IsTheSameId() => Check.QuickThrowOnFailure(Prop.ForAll<NonEmptyString>(static key =>
        TransactionId.Create(Siti, TransactionKind.Debit, key.Get) == TransactionId.Create(Siti, TransactionKind.Debit, key.Get)));

    [Fact]
    public void Create_OtherWalletKindOrKey_IsAnotherId()
    {
        var ids =
            from wallet in new[] { Siti, Budi }
            from kind in Enum.GetValues<TransactionKind>()
            from key in new[] { "1", "2", "Debit\n1", "1\n", "\n1", "", " 1" }
            select TransactionId.Create(wallet, kind, key);

        Assert.Equal(2 * Enum.GetValues<TransactionKind>().Length * 7, ids.Distinct().Count());
    }
}
