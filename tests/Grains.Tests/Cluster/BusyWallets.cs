using System.Collections.Immutable;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>Wallets in which something has happened, and the whole of what has.</summary>
internal static class BusyWallets
{
    /// <summary>Before everything.</summary>
    public static readonly DateTimeOffset Begin = DateTimeOffset.UnixEpoch;

    /// <summary>After everything.</summary>
    public static readonly DateTimeOffset End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A wallet with twelve entries of all kinds, three of them to the other.</summary>
    public static async Task<(string Wallet, string Other)> BusyWalletAsync(this GrainCluster cluster)
    {
        var (wallet, other) = (await cluster.NewWalletAsync(), await cluster.NewWalletAsync());
        for (var i = 1; i <= 3; i++)
        {
            var grain = cluster.Wallet(wallet);
            Assert.True((await grain.TopUpAsync(new TopUp(Money.Rupiah(100 * i), OperationNamed.Anew()))).IsSuccess);
            Assert.True((await grain.TransferAsync(new Transfer(other, Money.Rupiah(10 * i), "makan", OperationNamed.Anew()))).IsSuccess);
            Assert.True((await grain.DebitAsync(new Debit(Money.Rupiah(5 * i), OperationNamed.Anew()))).IsSuccess);
            Assert.True((await grain.CreditAsync(new Credit(Money.Rupiah(i), OperationNamed.Anew()))).IsSuccess);
        }

        return (wallet, other);
    }

    public static IStatementGrain Statements(this GrainCluster cluster) => cluster.Grain<IStatementGrain>("0");

    /// <summary>All pages of a statement; of all time when none is given.</summary>
    public static async Task<(Money Opening, Money Closing, ImmutableArray<StatementEntry> Entries)> StatementAsync(
        this GrainCluster cluster, string wallet, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var entries = ImmutableArray.CreateBuilder<StatementEntry>();
        Statement page;
        string? cursor = null;
        do
        {
            page = (await cluster.Statements().ReadAsync(new StatementQuery(wallet, from ?? Begin, to ?? End, 5, cursor))).Value!;
            Assert.True(page.Entries.Items.Length <= 5);
            entries.AddRange(page.Entries.Items);
            cursor = page.Entries.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(page.EntryCount, entries.Count);
        return (page.OpeningBalance, page.ClosingBalance, entries.ToImmutable());
    }
}
