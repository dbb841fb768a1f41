using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Nusaloka.Payments;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>
/// What is looked at each hour beside payments: the ends of the ledger's chains go into the log, which is kept where the database's owner
/// cannot write; and the wallets that hold more than they may are counted. They may: what belongs to somebody is never refused.
/// </summary>
internal sealed partial class LedgerWatch(LedgerAnchors anchors, NpgsqlDataSource dataSource, PaymentMetrics metrics, ILogger<LedgerWatch> logger)
{
    // No index helps, and none is wanted: it would have to be kept with each movement.
    private const string Overfull = """
        with caps as (
            select distinct on (l.tier) l.tier, l.balance_cap from ledger_limit l where l.valid_from <= clock_timestamp()
            order by l.tier, l.valid_from desc)
        """;

    /// <summary>Once more than the hour: a chain that ends at the moment of the look is told of twice and not never.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(65);

    /// <summary>Writes the ends of the chains that have moved into the log, and counts.</summary>
    public async Task LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var end in await anchors.ReadAsync(now - Overlap, cancellationToken))
            LogChainEnd(end);

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        metrics.OverfullCounted(await connection.QuerySingleAsync<long>(new CommandDefinition(
            $"{Overfull} select count(*) from ledger_account a join caps c on c.tier = a.tier where a.balance > c.balance_cap",
            cancellationToken: cancellationToken)));
    }

    /// <summary>Wallets with more than their tier may hold, in the order of their ids.</summary>
    public async Task<ImmutableArray<OverfullWallet>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Code, short Tier, long Balance, long Cap)>(new CommandDefinition(
            $"""
            {Overfull}
            select a.code, a.tier, a.balance, c.balance_cap from ledger_account a join caps c on c.tier = a.tier
            where a.balance > c.balance_cap and (@after::text is null or a.code > @after)
            order by a.code
            limit @limit
            """,
            new { after = after is null ? null : LedgerAccountCode.Wallet(after), limit }, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(static row => new OverfullWallet(
                LedgerAccountCode.AccountId(row.Code) ?? row.Code, (WalletTier)row.Tier, Money.Rupiah(row.Balance), Money.Rupiah(row.Cap))),
        ];
    }

    /// <summary>The accounts of ours with what they hold.</summary>
    public async Task<ImmutableArray<SystemBalance>> ListSystemAccountsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Code, long Balance)>(new CommandDefinition(
            "select code, balance from ledger_account where code like 'system:%' order by code", cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new SystemBalance(row.Code, Money.Rupiah(row.Balance)))];
    }

    [LoggerMessage(EventId = 3151, Level = LogLevel.Information, Message = "Ledger chain {ChainEnd}")]
    private partial void LogChainEnd(LedgerChainEnd chainEnd);
}
