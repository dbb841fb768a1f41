using System.Collections.Immutable;

namespace Nusaloka.Payments;

/// <summary>Answers questions about payments. Key: any; a silo has several.</summary>
[Alias("nusaloka.IPaymentQueryGrain")]
public interface IPaymentQueryGrain : IGrainWithStringKey
{
    /// <summary>Payments, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<Payment>>> ListAsync(PaymentQuery query, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>The ways to pay that are open now.</summary>
    [Alias("GetMethods")]
    Task<ImmutableArray<PaymentMethod>> GetMethodsAsync(CancellationToken cancellationToken = default);

    /// <summary>What waits for officers, or has, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListQuarantine")]
    Task<Result<Page<QuarantineEntry>>> ListQuarantineAsync(bool openOnly, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>The payment that an entry of the quarantine belongs to. Errors: <c>quarantine_not_found</c>.</summary>
    [Alias("FindQuarantine")]
    Task<Result<QuarantineEntry>> FindQuarantineAsync(Guid entryId, CancellationToken cancellationToken = default);

    /// <summary>Webhooks that were taken in, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListWebhooks")]
    Task<Result<Page<WebhookSummary>>> ListWebhooksAsync(bool pendingOnly, PageRequest page, CancellationToken cancellationToken = default);
}
