using Nusaloka.Bench.Measuring;
using Nusaloka.Wallets;

namespace Nusaloka.Bench.Ledger;

/// <summary>
/// Transfers between wallets through grains, beside a plain transaction that locks both rows with SELECT … FOR UPDATE, on the
/// same PostgreSQL. Afterwards the ledger must balance.
/// </summary>
internal sealed class TransferBench : IBench
{
    private const int WalletCount = 1000;
    private const long StartBalance = 1_000_000_000;

    public string Name => "transfers";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var ids = Enumerable.Range(0, WalletCount).Select(static i => $"bench-{i}").ToArray();
        var wallets = ids.Select(id => context.Grains.GetGrain<IWalletGrain>(id)).ToArray();
        await Parallel.ForEachAsync(wallets, async (wallet, token) =>
        {
            await wallet.OpenAsync(token);
            await wallet.CreditAsync(new Credit(Money.Rupiah(StartBalance), new Operation("start", "start")), token);
        });

        await using var plain = await PlainTransfers.CreateAsync(context.Postgres, WalletCount, StartBalance);
        foreach (var callers in new[] { 1, 64 })
        {
            await plain.OpenConnectionsAsync(callers);
            var run = $"{callers}-";
            yield return await Comparison.RunAsync(
                context, Name, $"transfer, {WalletCount} wallets, {callers} callers", $"select … for update, {callers} connections", callers,
                (caller, n) => TransferAsync(wallets[Pick(caller, n)], ids[PickOther(caller, n)], $"{run}{caller}-{Environment.TickCount64}-{n}"),
                (caller, n) => plain.TransferAsync(caller, Pick(caller, n), PickOther(caller, n)));
        }

        await LedgerCheck.RunAsync(context.Postgres, WalletCount * StartBalance);
    }

    private static async Task TransferAsync(IWalletGrain sender, string receiverId, string key)
    {
        var result = await sender.TransferAsync(new Transfer(receiverId, Money.Rupiah(1), "", new Operation(key, key)));
        if (!result.IsSuccess)
            throw new InvariantBrokenException($"A transfer that the sender could pay was refused: {result.Error.Code}.");
    }

    private static int Pick(int caller, long n) => (int)((caller * 131 + n * 17) % WalletCount);

    private static int PickOther(int caller, long n) => (int)((Pick(caller, n) + 1 + (n * 7) % (WalletCount - 1)) % WalletCount);
}
