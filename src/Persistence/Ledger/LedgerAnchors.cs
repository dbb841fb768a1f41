using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The ends of the ledger's chains, to be kept where whoever can write the database cannot write: the chains alone do not show that their
/// newest batches, with all that they moved, were taken away.
/// </summary>
public sealed class LedgerAnchors(NpgsqlDataSource dataSource)
{
    // From chain to chain by the index: there are many batches and few chains.
    private const string Ends = """
        with recursive chains as (
            (select b.chain from ledger_batch b order by b.chain limit 1)
            union all
            select (select b.chain from ledger_batch b where b.chain > c.chain order by b.chain limit 1) from chains c where c.chain is not null)
        select e.chain, e.seq, encode(e.hash, 'hex'), e.created_at
        from chains c
        cross join lateral (select * from ledger_batch b where b.chain = c.chain order by b.seq desc limit 1) e
        where e.created_at >= $1
        order by e.chain
        """;

    private const string Kept = """
        select k.place from unnest($1, $2, $3) with ordinality k (chain, seq, hash, place)
        where not exists (select from ledger_batch b where b.chain = k.chain and b.seq = k.seq and encode(b.hash, 'hex') = k.hash)
        order by k.place limit 1
        """;

    /// <summary>The ends of the chains that were written since a time.</summary>
    public async Task<ImmutableArray<LedgerChainEnd>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Ends);
        command.Parameters.Add(new() { Value = since.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ends = ImmutableArray.CreateBuilder<LedgerChainEnd>();
        while (await reader.ReadAsync(cancellationToken))
            ends.Add(new LedgerChainEnd(reader.GetGuid(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return ends.ToImmutable();
    }

    /// <summary>The first of what was kept that is not in the ledger any more; null when all are.</summary>
    public async Task<LedgerFinding?> CompareAsync(IReadOnlyList<LedgerChainEnd> kept, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Kept);
        command.Parameters.Add(new() { Value = kept.Select(static end => end.Chain).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = kept.Select(static end => end.Seq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = kept.Select(static end => end.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync(cancellationToken) is long place
            ? new LedgerFinding(
                "ledger_batch", $"{kept[(int)place - 1].Chain}/{kept[(int)place - 1].Seq}", $"it was there at {kept[(int)place - 1].At:O}, and is gone or another now")
            : null;
    }
}
