using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>Reads the table <c>webhook_inbox</c>.</summary>
internal static class WebhookQueries
{
    public static async Task<ImmutableArray<ListedWebhook>> ListAsync(
        NpgsqlConnection connection, bool pendingOnly, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select id, gateway, event_id as EventId, kind, status, payment_id as PaymentId, attempts, last_error as LastError,
                   received_at as ReceivedAt, applied_at as AppliedAt
            from webhook_inbox
            where (status = 'received' or not @pendingOnly) and (@At::timestamptz is null or (received_at, id) < (@At::timestamptz, @Id::uuid))
            order by received_at desc, id desc
            limit @limit
            """,
            new { pendingOnly, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToListed())];
    }

    private sealed record Row(
        Guid Id, string Gateway, string EventId, string Kind, string Status, string? PaymentId, int Attempts, string? LastError,
        DateTime ReceivedAt, DateTime? AppliedAt)
    {
        public ListedWebhook ToListed() =>
            new(Id, new WebhookSummary(Gateway, EventId, Kind, Status, PaymentId, Attempts, LastError, ReceivedAt, AppliedAt));
    }
}
