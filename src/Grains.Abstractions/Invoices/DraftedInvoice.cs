namespace Nusaloka.Invoices;

/// <summary>A draft that was written.</summary>
/// <param name="Invoice">The invoice as it is now.</param>
/// <param name="Replayed">Whether it was there before, written by the same request.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DraftedInvoice")]
public sealed record DraftedInvoice([property: Id(0)] Invoice Invoice, [property: Id(1)] bool Replayed);
