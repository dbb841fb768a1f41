using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>Finds here what gateways list.</summary>
internal sealed class ListingStore(NpgsqlDataSource dataSource)
{
    // What was captured is of one try. Of several, each is compared: -1 is what no gateway says.
    private const string Payments = """
        select r.place as Place, p.id as SubjectId,
            case when exists (select from payment_attempt o where o.payment_id = p.id and o.id <> a.id) then -1 else p.captured end as Units
        from unnest(@ids, @references) with ordinality r (id, reference, place)
        join payment_attempt a on a.method = @gateway and (a.id = r.id or a.reference = r.reference)
        join payment p on p.id = a.payment_id
        """;

    // What has not come back is paid out; 1 succeeded.
    private const string Payouts = """
        select r.place as Place, w.id as SubjectId, case when w.status = 1 then w.amount else 0 end as Units
        from unnest(@ids, @references) with ordinality r (id, reference, place)
        join withdrawal w on w.id = r.id::text and w.gateway = @gateway
        """;

    /// <summary>The try that a gateway's payment is; null when it is none of ours.</summary>
    public async Task<PaymentOrder?> FindOrderAsync(string gateway, string reference, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PaymentQueries.FindOrderAsync(connection, gateway, Guid.Empty, reference, cancellationToken);
    }

    /// <summary>What we have of each of the records, in their order: the payment or withdrawal and what it has moved; null where there is none.</summary>
    public async Task<ImmutableArray<(string SubjectId, long Units)?>> FindAsync(
        string gateway, bool payouts, ImmutableArray<GatewayRecord> records, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Place, string SubjectId, long Units)>(new CommandDefinition(
            payouts ? Payouts : Payments,
            new
            {
                gateway,
                ids = records.Select(static record => record.Id ?? Guid.Empty).ToArray(),
                references = records.Select(static record => record.Reference).ToArray(),
            },
            cancellationToken: cancellationToken));
        var found = new (string, long)?[records.Length];
        foreach (var (place, subject, units) in rows)
            found[place - 1] = (subject, units);
        return [.. found];
    }
}
