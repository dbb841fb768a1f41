using Npgsql;
using Nusaloka.Bench.Measuring;
using Nusaloka.Wallets;

namespace Nusaloka.Bench.Ledger;

/// <summary>Wallets with money in them, and transfers between them through their grains.</summary>
internal sealed class BenchWallets
{
    /// <summary>What each has at first.</summary>
    public const long StartBalance = 1_000_000_000;

    private const int AtOnce = 256;

    private static readonly ParallelOptions Many = new() { MaxDegreeOfParallelism = AtOnce };

    private readonly IWalletGrain[] _grains;
    private readonly string[] _ids;
    private long _lastKey;

    private BenchWallets(IWalletGrain[] grains, string[] ids) => (_grains, _ids) = (grains, ids);

    public int Count => _ids.Length;

    public long Total => Count * StartBalance;

    /// <summary>Opens and funds so many, and makes sure that each is active.</summary>
    public static async Task<BenchWallets> OpenAsync(IGrainFactory grains, string postgres, int count)
    {
        var ids = Enumerable.Range(0, count).Select(static i => $"bench-{i}").ToArray();
        await Parallel.ForEachAsync(ids, Many, async (id, token) => await grains.GetGrain<IWalletGrain>(id).OpenAsync(token));
        return await FundAsync(grains, postgres, ids);
    }

    /// <summary>Funds those that are open, and makes sure that each is active.</summary>
    public static async Task<BenchWallets> FundAsync(IGrainFactory factory, string postgres, string[] ids)
    {
        var grains = Array.ConvertAll(ids, id => factory.GetGrain<IWalletGrain>(id));
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        // Limits count as they do for people, but these are without any.
        await using (var tiers = new NpgsqlCommand("update ledger_account set tier = null, version = version + 1 where tier is not null", connection))
            await tiers.ExecuteNonQueryAsync();
        await Parallel.ForEachAsync(grains, Many, static async (grain, token) =>
            await grain.CreditAsync(new Credit(Money.Rupiah(StartBalance), new Operation("start", "start")), token));
        await using var command = new NpgsqlCommand("vacuum analyze ledger_account, ledger_entry, ledger_transfer", connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
        return new BenchWallets(grains, ids);
    }

    public async Task TransferAsync((int From, int To) pair)
    {
        var key = $"grain-{Interlocked.Increment(ref _lastKey)}";
        var result = await _grains[pair.From].TransferAsync(new Transfer(_ids[pair.To], Money.Rupiah(1), "", new Operation(key, key)));
        if (!result.IsSuccess)
            throw new InvariantBrokenException($"A transfer that the sender could pay was refused: {result.Error.Code}.");
    }
}
