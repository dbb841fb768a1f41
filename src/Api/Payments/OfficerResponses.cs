using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>One page of the quarantine.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record QuarantineResponse(IReadOnlyList<QuarantineEntryResponse> Data, string? NextCursor);

/// <summary>Something that a gateway says and that fits no payment of ours.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="PaymentId">The payment, or withdrawal, that it names.</param>
/// <param name="Gateway">Who says it.</param>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Reason">amount_differs, currency_differs, unknown_payment, refund_exceeds, refund_differs, too_many_refunds, dispute_exceeds or paid_after_failure.</param>
/// <param name="ExpectedAmount">What we expected, in whole rupiah.</param>
/// <param name="ReportedAmount">What is reported.</param>
/// <param name="ReportedCurrency">IDR; none when the gateway's amount is none of ours.</param>
/// <param name="Status">Whether it is decided.</param>
/// <param name="ResolvedBy">The officer who decided.</param>
/// <param name="CreatedAt">When we heard of it.</param>
/// <param name="ResolvedAt">When it was decided.</param>
/// <param name="Note">Why; may be empty.</param>
public sealed record QuarantineEntryResponse(
    string Id, string PaymentId, string Gateway, string Reference, string Reason, long ExpectedAmount, long ReportedAmount,
    string ReportedCurrency, QuarantineStatus Status, string? ResolvedBy, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt,
    string Note)
{
    /// <summary>The wire shape of an entry.</summary>
    public static QuarantineEntryResponse Of(QuarantineEntry entry) => new(
        entry.Id.ToString(), entry.PaymentId, entry.Gateway, entry.Reference, entry.Reason, entry.ExpectedUnits, entry.ReportedUnits,
        entry.ReportedCurrency, entry.Status, entry.ResolvedBy, entry.CreatedAt, entry.ResolvedAt, entry.Note);
}

/// <summary>One page of webhooks.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record WebhooksResponse(IReadOnlyList<WebhookResponse> Data, string? NextCursor);

/// <summary>A webhook that was taken in.</summary>
/// <param name="Gateway">Who sent it.</param>
/// <param name="EventId">The same for every delivery of it.</param>
/// <param name="Type">payment, refund, dispute or payout.</param>
/// <param name="Status">received, applied or foreign.</param>
/// <param name="PaymentId">The payment, or withdrawal, that it was applied to.</param>
/// <param name="Attempts">How often applying it has failed.</param>
/// <param name="LastError">Why it failed last.</param>
/// <param name="ReceivedAt">When it came first.</param>
/// <param name="AppliedAt">When it was applied.</param>
public sealed record WebhookResponse(
    string Gateway, string EventId, string Type, string Status, string? PaymentId, int Attempts, string? LastError,
    DateTimeOffset ReceivedAt, DateTimeOffset? AppliedAt)
{
    /// <summary>The wire shape of a webhook.</summary>
    public static WebhookResponse Of(WebhookSummary webhook) => new(
        webhook.Gateway, webhook.EventId, webhook.Kind, webhook.Status, webhook.PaymentId, webhook.Attempts, webhook.LastError,
        webhook.ReceivedAt, webhook.AppliedAt);
}
