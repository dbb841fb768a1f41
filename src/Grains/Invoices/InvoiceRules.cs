using System.Collections.Immutable;
using System.Globalization;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Invoices;

/// <summary>The decisions about an invoice: prices, taxes, and where its status may go.</summary>
internal static class InvoiceRules
{
    private const int Whole = 10_000;

    /// <summary>Western Indonesian time, by which years and rates of tax change.</summary>
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    /// <summary>The status after a step: the same when it was done before, null when the step is refused.</summary>
    public static InvoiceStatus? Next(InvoiceStatus status, InvoiceStep step) => (step, status) switch
    {
        (InvoiceStep.Finalize, InvoiceStatus.Draft or InvoiceStatus.Open) => InvoiceStatus.Open,
        (InvoiceStep.Pay, InvoiceStatus.Open or InvoiceStatus.Uncollectible or InvoiceStatus.Paid) => InvoiceStatus.Paid,
        (InvoiceStep.Void, InvoiceStatus.Open or InvoiceStatus.Uncollectible or InvoiceStatus.Void) => InvoiceStatus.Void,
        (InvoiceStep.GiveUp, InvoiceStatus.Open or InvoiceStatus.Uncollectible) => InvoiceStatus.Uncollectible,
        _ => null,
    };

    /// <summary>The series that an invoice belongs to which becomes final now.</summary>
    public static string SeriesAt(DateTimeOffset instant) =>
        string.Create(CultureInfo.InvariantCulture, $"INV-{instant.ToOffset(Zone).Year}");

    /// <summary>The series that a credit note belongs to which is issued now.</summary>
    public static string CreditSeriesAt(DateTimeOffset instant) =>
        string.Create(CultureInfo.InvariantCulture, $"CN-{instant.ToOffset(Zone).Year}");

    /// <summary>
    /// The tax in what is given back of an invoice. It is rounded on the sum of all that was given back, so when everything is, all of the
    /// tax is.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="credited">What was given back before, with tax.</param>
    /// <param name="creditedTax">The tax in it.</param>
    /// <param name="amount">What is given back now, with tax.</param>
    public static Money CreditTax(Invoice invoice, Money credited, Money creditedTax, Money amount)
    {
        var whole = (Int128)invoice.Total.Units;
        var all = ((Int128)(credited + amount).Units * invoice.Tax.Units * 2 + whole) / (whole * 2);
        return amount with { Units = Math.Clamp((long)all - creditedTax.Units, 0, amount.Units) };
    }

    /// <summary>The number as it stands on the invoice.</summary>
    public static string Number(string series, int number) => string.Create(CultureInfo.InvariantCulture, $"{series}-{number:D6}");

    /// <summary>The day on which something is, for taxes.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Zone).DateTime);

    /// <summary>The lines with their taxes, or what is wrong with them.</summary>
    public static Result<PricedLines> Price(ImmutableArray<DraftLine> lines, int basisPoints)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (lines.Length is < 1 or > InvoiceLimits.MaxLines)
            wrong.Add(new FieldError("/lines", "out_of_range", $"An invoice has 1 to {InvoiceLimits.MaxLines} lines."));
        for (var i = 0; i < lines.Length; i++)
            Check(lines[i], $"/lines/{i}", wrong);
        return wrong.Count > 0
            ? Error.Validation(wrong.ToImmutable())
            : new PricedLines([.. lines.Select(line => Price(line, line.IsTaxed ? basisPoints : 0))]);
    }

    /// <summary>
    /// The one line of what was paid with its tax in it. The price without tax is rounded to the nearest rupiah, and the tax is the
    /// rest, so that both together are what was paid.
    /// </summary>
    public static PricedLines Included(string description, Money total, int basisPoints)
    {
        var net = (long)(((Int128)total.Units * Whole * 2 + Whole + basisPoints) / ((Whole + basisPoints) * 2));
        return new PricedLines([new InvoiceLine(
            description, 1, total with { Units = net }, total with { Units = net }, basisPoints, total with { Units = total.Units - net })]);
    }

    private static void Check(DraftLine line, string pointer, ImmutableArray<FieldError>.Builder wrong)
    {
        if (string.IsNullOrWhiteSpace(line.Description) || line.Description.Length > InvoiceLimits.MaxDescriptionLength)
            wrong.Add(new FieldError(pointer + "/description", "invalid_length", $"A description has 1 to {InvoiceLimits.MaxDescriptionLength} characters."));
        if (line.Quantity is < 1 or > InvoiceLimits.MaxQuantity)
            wrong.Add(new FieldError(pointer + "/quantity", "out_of_range", $"quantity must be from 1 to {InvoiceLimits.MaxQuantity}."));
        if (line.UnitPrice.Units is < 0 or > InvoiceLimits.MaxUnitPrice)
            wrong.Add(new FieldError(pointer + "/unit_price", "out_of_range", $"unit_price must be from 0 to {InvoiceLimits.MaxUnitPrice}."));
        if (line.UnitPrice.Currency != Currency.Idr)
            wrong.Add(new FieldError(pointer + "/unit_price", "unknown_currency", "The currency must be IDR."));
    }

    /// <summary>The tax of a line is rounded to the nearest rupiah, half a rupiah up.</summary>
    private static InvoiceLine Price(DraftLine line, int basisPoints)
    {
        var net = checked(line.UnitPrice.Units * line.Quantity);
        var tax = (long)(((Int128)net * basisPoints + Whole / 2) / Whole);
        return new InvoiceLine(
            line.Description, line.Quantity, line.UnitPrice, line.UnitPrice with { Units = net }, basisPoints, line.UnitPrice with { Units = tax });
    }
}
