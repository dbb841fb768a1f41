namespace Nusaloka.Grains.Invoices;

/// <summary>A draft as it is written.</summary>
/// <param name="Id">Of the invoice.</param>
/// <param name="CustomerId">The account that it is for.</param>
/// <param name="CustomerName">Their name.</param>
/// <param name="Seller">Whose invoice it is.</param>
/// <param name="Lines">What was sold.</param>
/// <param name="At">When.</param>
internal sealed record InvoiceDraft(Guid Id, string CustomerId, string CustomerName, string Seller, PricedLines Lines, DateTimeOffset At);
