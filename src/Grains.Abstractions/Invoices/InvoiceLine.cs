namespace Nusaloka.Invoices;

/// <summary>One line of an invoice.</summary>
/// <param name="Description">What was sold.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">What one costs, without tax.</param>
/// <param name="Net">All of them, without tax.</param>
/// <param name="TaxBasisPoints">The rate of the tax in hundredths of a percent; 0 when there is none.</param>
/// <param name="Tax">The tax on <paramref name="Net"/>, in whole rupiah.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.InvoiceLine")]
public sealed record InvoiceLine(
    [property: Id(0)] string Description,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Money UnitPrice,
    [property: Id(3)] Money Net,
    [property: Id(4)] int TaxBasisPoints,
    [property: Id(5)] Money Tax);
