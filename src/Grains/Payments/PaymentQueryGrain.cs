using System.Collections.Immutable;
using Npgsql;
using Nusaloka.Grains.Payments.Webhooks;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Payments;

/// <summary>Answers questions about payments from their read models.</summary>
[StatelessWorker]
[GrainType("payment-query")]
internal sealed class PaymentQueryGrain(NpgsqlDataSource dataSource, PaymentMethods methods) : Grain, IPaymentQueryGrain
{
    public Task<Result<Page<Payment>>> ListAsync(PaymentQuery query, PageRequest page, CancellationToken cancellationToken) => ListAsync(
        page,
        (connection, before, limit) => PaymentQueries.ListAsync(connection, query, before, limit, cancellationToken),
        static payment => new Cursor(payment.CreatedAt, payment.Id),
        cancellationToken);

    public Task<ImmutableArray<PaymentMethod>> GetMethodsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<PaymentMethod>>([.. methods.Open]);

    public Task<Result<Page<QuarantineEntry>>> ListQuarantineAsync(bool openOnly, PageRequest page, CancellationToken cancellationToken) => ListAsync(
        page,
        (connection, before, limit) => PaymentQueries.ListQuarantineAsync(connection, openOnly, before, limit, cancellationToken),
        static entry => new Cursor(entry.CreatedAt, entry.Id.ToString()),
        cancellationToken);

    public async Task<Result<QuarantineEntry>> FindQuarantineAsync(Guid entryId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PaymentQueries.FindQuarantineAsync(connection, entryId, cancellationToken) is { } entry ? entry : PaymentErrors.QuarantineNotFound;
    }

    public Task<Result<Page<WebhookSummary>>> ListWebhooksAsync(bool pendingOnly, PageRequest page, CancellationToken cancellationToken) => ListAsync(
        page,
        (connection, before, limit) => WebhookQueries.ListAsync(connection, pendingOnly, before, limit, cancellationToken),
        static webhook => new Cursor(webhook.Summary.ReceivedAt, webhook.Id.ToString()),
        static webhook => webhook.Summary,
        cancellationToken);

    private Task<Result<Page<T>>> ListAsync<T>(
        PageRequest page, Func<NpgsqlConnection, Cursor?, int, Task<ImmutableArray<T>>> read, Func<T, Cursor> place, CancellationToken cancellationToken) =>
        ListAsync(page, read, place, static item => item, cancellationToken);

    private async Task<Result<Page<TItem>>> ListAsync<T, TItem>(
        PageRequest page, Func<NpgsqlConnection, Cursor?, int, Task<ImmutableArray<T>>> read, Func<T, Cursor> place, Func<T, TItem> show,
        CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var items = await read(connection, before, page.Limit + 1);
        return items.ToPage(page, place, show);
    }
}
