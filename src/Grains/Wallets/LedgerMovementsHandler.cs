using Dapper;
using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>Tells everybody who wants to know of the movements of one batch of the ledger.</summary>
internal sealed class LedgerMovementsHandler(NpgsqlDataSource dataSource, IEnumerable<IMovementHandler> handlers) : IEventHandler<LedgerMovements>
{
    private readonly IMovementHandler[] _handlers = [.. handlers];

    public async Task HandleAsync(LedgerMovements payload, EventContext context, CancellationToken cancellationToken)
    {
        if (_handlers.Length == 0)
            return;

        var movements = await ReadAsync(payload, cancellationToken);
        foreach (var handler in _handlers)
            await handler.HandleAsync(movements, cancellationToken);
    }

    private async Task<List<MovementCompleted>> ReadAsync(LedgerMovements batch, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select t.id, t.kind, d.code as DebitCode, c.code as CreditCode, t.amount, t.currency, t.description, t.reference, t.created_at as CreatedAt,
                   de.balance_after as DebitBalance, ce.balance_after as CreditBalance
            from ledger_batch b
            cross join lateral unnest(b.transfer_ids) with ordinality i (id, place)
            join ledger_transfer t on t.id = i.id
            join ledger_account d on d.id = t.debit_account_id
            join ledger_account c on c.id = t.credit_account_id
            join ledger_entry de on de.account_id = t.debit_account_id and de.seq = t.debit_seq
            join ledger_entry ce on ce.account_id = t.credit_account_id and ce.seq = t.credit_seq
            where b.chain = @Chain and b.seq = @Sequence
            order by i.place
            """,
            new { batch.Chain, batch.Sequence },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToMovement())];
    }

    private sealed record Row(
        Guid Id, short Kind, string DebitCode, string CreditCode, long Amount, short Currency, string Description, string? Reference,
        DateTime CreatedAt, long DebitBalance, long CreditBalance)
    {
        public MovementCompleted ToMovement()
        {
            var (sender, receiver, currency) = (LedgerAccountCode.AccountId(DebitCode), LedgerAccountCode.AccountId(CreditCode), (Currency)Currency);
            return new MovementCompleted(
                Id.ToString(), (TransactionKind)Kind, sender, receiver, new Money(Amount, currency),
                sender is null ? null : new Money(DebitBalance, currency), receiver is null ? null : new Money(CreditBalance, currency),
                Description, Reference, CreatedAt);
        }
    }
}
