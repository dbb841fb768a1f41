using System.Collections.Immutable;

namespace Nusaloka.Invoices;

/// <summary>The credit notes of one invoice.</summary>
/// <param name="Items">Oldest first; a payment has a bounded number of refunds.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreditNotes")]
public sealed record CreditNotes([property: Id(0)] ImmutableArray<CreditNote> Items);
