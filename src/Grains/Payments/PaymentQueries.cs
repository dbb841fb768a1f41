using System.Collections.Immutable;
using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Payments;

/// <summary>The SQL behind <see cref="PaymentQueryGrain"/>, and what leads from a gateway's order to its payment.</summary>
internal static class PaymentQueries
{
    public static async Task<ImmutableArray<Payment>> ListAsync(
        NpgsqlConnection connection, PaymentQuery query, Cursor? before, int limit, CancellationToken cancellationToken) => Read<Payment>(
        await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            select payment::text from payment
            where (@PayerId::text is null or payer_id = @PayerId) {(query.IsDisputed ? "and jsonb_path_exists(payment, '$.disputes[*]')" : "")}
              and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::text))
            order by created_at desc, id desc
            limit @limit
            """,
            new { query.PayerId, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken)));

    public static async Task<Payment?> FindAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken) =>
        Read<Payment>(await connection.QueryAsync<string>(new CommandDefinition(
            "select payment::text from payment where id = @id", new { id }, cancellationToken: cancellationToken))).FirstOrDefault();

    public static async Task<ImmutableArray<QuarantineEntry>> ListQuarantineAsync(
        NpgsqlConnection connection, bool openOnly, Cursor? before, int limit, CancellationToken cancellationToken) => Read<QuarantineEntry>(
        await connection.QueryAsync<string>(new CommandDefinition(
            """
            select entry::text from (
                (select entry, created_at, id from payment_quarantine
                 where (is_open or not @openOnly) and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::uuid))
                 order by created_at desc, id desc limit @limit)
                union all
                (select entry, created_at, id from withdrawal_quarantine
                 where (is_open or not @openOnly) and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::uuid))
                 order by created_at desc, id desc limit @limit)) q
            order by created_at desc, id desc
            limit @limit
            """,
            new { openOnly, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken)));

    public static async Task<QuarantineEntry?> FindQuarantineAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        Read<QuarantineEntry>(await connection.QueryAsync<string>(new CommandDefinition(
            "select entry::text from payment_quarantine where id = @id union all select entry::text from withdrawal_quarantine where id = @id",
            new { id }, cancellationToken: cancellationToken))).FirstOrDefault();

    /// <summary>The try that a gateway speaks of, by our id of it or else by what the gateway calls it; null when there is none.</summary>
    public static Task<PaymentOrder?> FindOrderAsync(
        NpgsqlConnection connection, string gateway, Guid attemptId, string? reference, CancellationToken cancellationToken) =>
        connection.QueryFirstOrDefaultAsync<PaymentOrder>(new CommandDefinition(
            """
            select id as AttemptId, payment_id as PaymentId from payment_attempt where id = @attemptId
            union all
            select id, payment_id from payment_attempt where method = @gateway and reference = @reference
            limit 1
            """,
            new { gateway, attemptId, reference }, cancellationToken: cancellationToken));

    /// <summary>Whether a bank asks back what somebody has topped up with, or has taken it.</summary>
    public static Task<bool> HasDisputedTopUpAsync(NpgsqlConnection connection, string payerId, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from payment
                where payer_id = @payerId and payment->>'purpose' = 'top_up'
                  and jsonb_path_exists(payment, '$.disputes[*] ? (@.status == "needs_response" || @.status == "under_review" || @.is_withdrawn == true)'))
            """,
            new { payerId }, cancellationToken: cancellationToken));

    private static ImmutableArray<T> Read<T>(IEnumerable<string> rows) =>
    [
        .. rows.Select(static row => StateJson.Deserialize<T>(Encoding.UTF8.GetBytes(row))
            ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.")),
    ];
}
