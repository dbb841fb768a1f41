namespace Nusaloka.Invoices;

/// <summary>How large an invoice can be.</summary>
public static class InvoiceLimits
{
    /// <summary>The most lines.</summary>
    public const int MaxLines = 100;

    /// <summary>The longest description of a line.</summary>
    public const int MaxDescriptionLength = 200;

    /// <summary>The largest quantity of a line.</summary>
    public const int MaxQuantity = 10_000;

    /// <summary>The highest price of one, in whole rupiah.</summary>
    public const long MaxUnitPrice = 1_000_000_000_000;
}
