using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>An invoice.</summary>
/// <param name="Id">The invoice id.</param>
/// <param name="Number">Such as INV-2026-000001; null for a draft.</param>
/// <param name="Status">How far it is.</param>
/// <param name="UserId">The account that it is for.</param>
/// <param name="CustomerName">Their name when it was written.</param>
/// <param name="Seller">Whose invoice it is.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Lines">What was sold.</param>
/// <param name="Net">The sum without tax.</param>
/// <param name="Tax">The sum of the taxes.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="PaymentId">The payment that paid it; null when none did.</param>
/// <param name="CreatedAt">When the draft was made.</param>
/// <param name="FinalizedAt">When it got its number; null for a draft.</param>
/// <param name="ClosedAt">When it was paid, given up or voided; null before.</param>
public sealed record InvoiceResponse(
    string Id,
    string? Number,
    InvoiceStatus Status,
    string UserId,
    string CustomerName,
    string Seller,
    string Currency,
    IReadOnlyList<InvoiceLineResponse> Lines,
    long Net,
    long Tax,
    long Total,
    string? PaymentId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinalizedAt,
    DateTimeOffset? ClosedAt)
{
    /// <summary>The wire shape of an invoice.</summary>
    public static InvoiceResponse Of(Invoice invoice) => new(
        invoice.Id, invoice.Number, invoice.Status, invoice.CustomerId, invoice.CustomerName, invoice.Seller,
        invoice.Total.Currency.ToString().ToUpperInvariant(), [.. invoice.Lines.Select(InvoiceLineResponse.Of)],
        invoice.Net.Units, invoice.Tax.Units, invoice.Total.Units, invoice.PaymentId, invoice.CreatedAt, invoice.FinalizedAt, invoice.ClosedAt);
}

/// <summary>One line of an invoice; amounts in whole rupiah.</summary>
/// <param name="Description">What was sold.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">What one costs, without tax.</param>
/// <param name="Net">All of them, without tax.</param>
/// <param name="TaxBasisPoints">The rate of the tax in hundredths of a percent.</param>
/// <param name="Tax">The tax on net.</param>
public sealed record InvoiceLineResponse(string Description, int Quantity, long UnitPrice, long Net, int TaxBasisPoints, long Tax)
{
    /// <summary>The wire shape of a line.</summary>
    public static InvoiceLineResponse Of(InvoiceLine line) => new(
        line.Description, line.Quantity, line.UnitPrice.Units, line.Net.Units, line.TaxBasisPoints, line.Tax.Units);
}

/// <summary>A page of invoices, newest first.</summary>
/// <param name="Data">The invoices.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record InvoiceListResponse(IReadOnlyList<InvoiceResponse> Data, string? NextCursor);
