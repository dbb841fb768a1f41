using System.Collections.Immutable;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Invoices;

/// <summary>The lines of an invoice and their sums.</summary>
internal sealed record PricedLines(ImmutableArray<InvoiceLine> Lines)
{
    public Money Net { get; } = Lines.Select(static line => line.Net).Aggregate(Money.Rupiah(0), static (sum, one) => sum + one);

    public Money Tax { get; } = Lines.Select(static line => line.Tax).Aggregate(Money.Rupiah(0), static (sum, one) => sum + one);

    public Money Total => Net + Tax;
}
