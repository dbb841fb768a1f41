using System.Collections.Immutable;

namespace Nusaloka.Invoices;

/// <summary>Writes a draft.</summary>
/// <param name="CustomerId">The account that it is for.</param>
/// <param name="Lines">What was sold: 1 to <see cref="InvoiceLimits.MaxLines"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DraftInvoice")]
public sealed record DraftInvoice(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] ImmutableArray<DraftLine> Lines);

/// <summary>A line before its tax is computed.</summary>
/// <param name="Description">What was sold: 1 to <see cref="InvoiceLimits.MaxDescriptionLength"/> characters.</param>
/// <param name="Quantity">How many: 1 to <see cref="InvoiceLimits.MaxQuantity"/>.</param>
/// <param name="UnitPrice">What one costs, without tax.</param>
/// <param name="IsTaxed">Whether value added tax (PPN) is due on it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DraftLine")]
public sealed record DraftLine(
    [property: Id(0)] string Description,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Money UnitPrice,
    [property: Id(3)] bool IsTaxed);

/// <summary>Writes the credit note of a refund.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="Amount">What was given back.</param>
/// <param name="Reason">Why; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreditInvoice")]
public sealed record CreditInvoice(
    [property: Id(0)] string RefundId,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Reason);

/// <summary>Writes the invoice of a payment that was made, final and paid.</summary>
/// <param name="CustomerId">Who paid.</param>
/// <param name="Description">What for.</param>
/// <param name="Total">What was paid, with tax.</param>
/// <param name="IsTaxed">Whether there is value added tax (PPN) in it.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="PaidAt">When: its tax is that of this day.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.IssueInvoice")]
public sealed record IssueInvoice(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string Description,
    [property: Id(2)] Money Total,
    [property: Id(3)] bool IsTaxed,
    [property: Id(4)] string PaymentId,
    [property: Id(5)] DateTimeOffset PaidAt);
