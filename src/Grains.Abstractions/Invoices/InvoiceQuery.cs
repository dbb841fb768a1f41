namespace Nusaloka.Invoices;

/// <summary>Which invoices are wanted.</summary>
/// <param name="CustomerId">Whose; null for everybody's.</param>
/// <param name="Status">Only those with this status; null for all.</param>
/// <param name="WithDrafts">Whether drafts are among them: they are for staff only.</param>
/// <param name="Page">Which page.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.InvoiceQuery")]
public sealed record InvoiceQuery(
    [property: Id(0)] string? CustomerId,
    [property: Id(1)] InvoiceStatus? Status,
    [property: Id(2)] bool WithDrafts,
    [property: Id(3)] PageRequest Page);
