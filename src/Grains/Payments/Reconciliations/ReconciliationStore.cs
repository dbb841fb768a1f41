using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>The tables of reconciliation: what is due, what was found.</summary>
internal sealed class ReconciliationStore(NpgsqlDataSource dataSource)
{
    private const string DuePayments = """
        select p.id, p.updated_at as At from payment p
        where (p.updated_at, p.id) > (@At::timestamptz, @Id::text) and p.updated_at < @until
          and exists (select from payment_attempt a where a.payment_id = p.id and a.method = @gateway)
        order by p.updated_at, p.id
        limit @limit
        """;

    private const string DueWithdrawals = """
        select w.id, w.updated_at as At from withdrawal w
        where (w.updated_at, w.id) > (@At::timestamptz, @Id::text) and w.updated_at < @until and w.gateway = @gateway
        order by w.updated_at, w.id
        limit @limit
        """;

    private const string SelectDifferences = """
        select d.id, d.subject_id as SubjectId, d.gateway, d.kind, d.ledger_units as LedgerUnits, d.gateway_units as GatewayUnits, d.detail,
               d.is_open as IsOpen, d.found_at as FoundAt, d.seen_at as SeenAt, c.officer_id as ClosedBy, c.reason as ClosedReason, c.closed_at as ClosedAt
        from payment_difference d
        left join lateral (select * from payment_difference_closing one where one.difference_id = d.id order by one.closed_at desc limit 1) c on true
        """;

    /// <summary>What was changed after a place and before a time, in that order.</summary>
    public async Task<ImmutableArray<ComparedUntil>> DueAsync(
        bool withdrawals, string gateway, ComparedUntil after, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, DateTime At)>(new CommandDefinition(
            withdrawals ? DueWithdrawals : DuePayments,
            new { At = after.At.UtcDateTime, after.Id, until = until.UtcDateTime, gateway, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new ComparedUntil(row.At, row.Id))];
    }

    /// <summary>The keys of webhooks of a gateway that came between two times and wait, those that were tried least first.</summary>
    public async Task<ImmutableArray<string>> WaitingWebhooksAsync(
        string gateway, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<string>(new CommandDefinition(
                """
                select w.gateway || ':' || w.event_id from webhook_inbox w
                where w.status = 'received' and w.gateway = @gateway and w.received_at > @after and w.received_at < @until
                order by w.attempts, w.received_at, w.id
                limit @limit
                """,
                new { gateway, after = after.UtcDateTime, until = until.UtcDateTime, limit }, cancellationToken: cancellationToken)),
        ];
    }

    /// <summary>The sum of transfers, those that are not there counting nothing.</summary>
    public async Task<long> SumAsync(ImmutableArray<Guid> transfers, CancellationToken cancellationToken)
    {
        if (transfers.IsEmpty)
            return 0;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            "select coalesce(sum(amount), 0)::bigint from ledger_transfer where id = any(@ids)",
            new { ids = transfers.ToArray() }, cancellationToken: cancellationToken));
    }

    /// <summary>Writes down what was found about a payment or withdrawal; what was found before and is not there now is closed.</summary>
    public async Task SaveAsync(string subjectId, string gateway, ImmutableArray<Difference> found, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // What was not compared differs as it did.
        if (found is not [{ Kind: DifferenceKind.NotCompared }])
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "update payment_difference set is_open = false where subject_id = @subjectId and gateway = @gateway and is_open and id <> all(@ids)",
                new { subjectId, gateway, ids = found.Select(static difference => difference.Id).ToArray() }, transaction, cancellationToken: cancellationToken));
        }

        foreach (var one in found)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into payment_difference (id, subject_id, gateway, kind, ledger_units, gateway_units, detail, is_open, found_at, seen_at)
                values (@Id, @SubjectId, @Gateway, @Kind, @LedgerUnits, @GatewayUnits, @Detail, true, @At, @At)
                on conflict (id) do update set
                    ledger_units = excluded.ledger_units, gateway_units = excluded.gateway_units, seen_at = excluded.seen_at,
                    is_open = not exists (
                        select from payment_difference_closing c
                        where c.difference_id = excluded.id and c.ledger_units = excluded.ledger_units and c.gateway_units = excluded.gateway_units)
                """,
                new { one.Id, one.SubjectId, one.Gateway, Kind = (short)one.Kind, one.LedgerUnits, one.GatewayUnits, one.Detail, At = one.SeenAt.UtcDateTime },
                transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Closes what was unexplained or unknown and is not any more.</summary>
    public async Task CloseAsync(
        ImmutableArray<string> subjects, string gateway, ImmutableArray<DifferenceKind> kinds, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update payment_difference set is_open = false where subject_id = any(@subjects) and gateway = @gateway and kind = any(@kinds) and is_open",
            new
            {
                subjects = subjects.ToArray(),
                gateway,
                kinds = kinds.Select(static kind => (short)kind).ToArray(),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Closes a difference by hand, as it is, and writes down who did and why. Nothing happens when it is not open or has changed.</summary>
    public async Task CloseAsync(Difference difference, CloseDifference command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with closed as (
                update payment_difference set is_open = false
                where id = @Id and is_open and ledger_units = @LedgerUnits and gateway_units = @GatewayUnits
                returning id, ledger_units, gateway_units
            )
            insert into payment_difference_closing (difference_id, officer_id, reason, ledger_units, gateway_units, closed_at)
            select id, @OfficerId, @Reason, ledger_units, gateway_units, @At from closed
            """,
            new { difference.Id, difference.LedgerUnits, difference.GatewayUnits, command.OfficerId, command.Reason, At = now.UtcDateTime },
            cancellationToken: cancellationToken));
    }

    /// <summary>A difference, open or not; null when there is none.</summary>
    public async Task<Difference?> FindDifferenceAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<DifferenceRow>(new CommandDefinition(
            $"{SelectDifferences} where d.id = @id", new { id }, cancellationToken: cancellationToken)))?.ToDifference();
    }

    /// <summary>What could not be compared, the longest ago first: its id, and whether it is a withdrawal.</summary>
    public async Task<ImmutableArray<(string Id, bool IsWithdrawal)>> FailedAsync(string gateway, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<(string, bool)>(new CommandDefinition(
                """
                select d.subject_id, exists (select from withdrawal w where w.id = d.subject_id) from payment_difference d
                where d.is_open and d.kind = @kind and d.gateway = @gateway order by d.seen_at, d.id limit @limit
                """,
                new { kind = (short)DifferenceKind.NotCompared, gateway, limit }, cancellationToken: cancellationToken)),
        ];
    }

    public async Task SaveAsync(Reconciliation run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into payment_reconciliation (id, started_at, finished_at, payments, withdrawals, differences, unreached, is_complete, entries, listed)
            values (@Id, @StartedAt, @FinishedAt, @Payments, @Withdrawals, @Differences, @Unreached, @IsComplete, @Entries, @Listed)
            """,
            new
            {
                run.Id,
                StartedAt = run.StartedAt.UtcDateTime,
                FinishedAt = run.FinishedAt.UtcDateTime,
                run.Payments,
                run.Withdrawals,
                run.Differences,
                run.Unreached,
                run.IsComplete,
                run.Entries,
                run.Listed,
            },
            cancellationToken: cancellationToken));
    }

    public async Task<long> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            "select count(*) from payment_difference where is_open", cancellationToken: cancellationToken));
    }

    public async Task<ImmutableArray<Reconciliation>> ListAsync(Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<RunRow>(new CommandDefinition(
            """
            select id, started_at as StartedAt, finished_at as FinishedAt, payments, withdrawals, differences, unreached, is_complete as IsComplete,
                   entries, listed
            from payment_reconciliation
            where @At::timestamptz is null or (started_at, id) < (@At::timestamptz, @Id::uuid)
            order by started_at desc, id desc
            limit @limit
            """,
            new { At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToReconciliation())];
    }

    public async Task<ImmutableArray<Difference>> ListDifferencesAsync(bool openOnly, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<DifferenceRow>(new CommandDefinition(
            $"""
            {SelectDifferences}
            where (d.is_open or not @openOnly) and (@At::timestamptz is null or (d.found_at, d.id) < (@At::timestamptz, @Id::uuid))
            order by d.found_at desc, d.id desc
            limit @limit
            """,
            new { openOnly, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToDifference())];
    }

    private sealed record RunRow(
        Guid Id, DateTime StartedAt, DateTime FinishedAt, int Payments, int Withdrawals, int Differences, string Unreached, bool IsComplete,
        int Entries, int Listed)
    {
        public Reconciliation ToReconciliation() =>
            new(Id, StartedAt, FinishedAt, Payments, Withdrawals, Differences, Unreached, IsComplete, Entries, Listed);
    }

    private sealed record DifferenceRow(
        Guid Id, string SubjectId, string Gateway, short Kind, long LedgerUnits, long GatewayUnits, string Detail, bool IsOpen, DateTime FoundAt,
        DateTime SeenAt, string? ClosedBy, string? ClosedReason, DateTime? ClosedAt)
    {
        public Difference ToDifference() => new(
            Id, SubjectId, Gateway, (DifferenceKind)Kind, LedgerUnits, GatewayUnits, Detail, IsOpen, FoundAt, SeenAt, ClosedBy, ClosedReason, ClosedAt);
    }
}
