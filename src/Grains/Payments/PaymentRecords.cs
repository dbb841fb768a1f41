using Npgsql;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// Payments as the read model has them. It is written with the payment, so whoever handles an event of it finds there what the event tells of; the grain, which answers
/// reads beside its writes, may still say what was before.
/// </summary>
internal sealed class PaymentRecords(NpgsqlDataSource dataSource)
{
    /// <summary>The payment; null when there is none.</summary>
    public async Task<Payment?> FindAsync(string paymentId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PaymentQueries.FindAsync(connection, paymentId, cancellationToken);
    }
}
