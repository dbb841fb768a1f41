using System.Globalization;
using System.IO.Pipelines;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>An invoice to print. The same invoice makes the same bytes, however often it is printed.</summary>
public sealed class InvoicePdf(Invoice invoice, InvoiceWords words)
{
    private const double Left = 40;
    private const double Right = PdfPage.Width - 40;
    private const double QuantityEnd = Right - 180;
    private const double UnitPriceEnd = Right - 90;
    private const double TableTop = 200;
    private const double Line = 16;
    private const double Size = 9;
    private const double Bottom = PdfPage.Height - 60;

    /// <summary>So many lines are on a page, with room for the sums below them.</summary>
    private const int LinesOfPage = (int)((Bottom - TableTop) / Line) - 6;

    private int PageCount => (invoice.Lines.Length + LinesOfPage - 1) / LinesOfPage;

    /// <summary>Writes the document.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var document = new PdfWriter(output);
        document.Begin($"{words.Title} {invoice.Number}".TrimEnd(), Languages.Tag(words.Language));
        for (var number = 1; number <= PageCount; number++)
        {
            var page = NewPage(number);
            var y = TableTop;
            foreach (var line in invoice.Lines.Skip((number - 1) * LinesOfPage).Take(LinesOfPage))
                DrawLine(page, y += Line, line);
            if (number == PageCount)
                DrawSums(page, y + 8);
            await document.AddAsync(page, cancellationToken);
        }

        await document.EndAsync(cancellationToken);
    }

    private PdfPage NewPage(int number)
    {
        var page = new PdfPage();
        page.Text(Left, 52, words.Title, 16, PdfFont.Bold);
        page.TextUpTo(Right, 52, invoice.Number ?? words.Draft, 12, PdfFont.Bold);
        page.Rule(Left, Right, 60);
        (string Name, string Value)[] head =
        [
            (words.Number, invoice.Number ?? "-"),
            (words.Date, DateOf(invoice.FinalizedAt ?? invoice.CreatedAt)),
            (words.Status, words.NameOf(invoice.Status)),
            (words.Seller, invoice.Seller),
            (words.Customer, $"{invoice.CustomerName} ({invoice.CustomerId})".TrimStart()),
            (words.Payment, invoice.PaymentId ?? "-"),
        ];
        for (var i = 0; i < head.Length; i++)
        {
            page.Text(Left, 80 + i * Line, head[i].Name, Size);
            page.Text(Left + 100, 80 + i * Line, PdfFont.Regular.Fit(head[i].Value, Size, Right - Left - 100), Size);
        }

        page.Text(Left, TableTop - 6, words.Description, Size, PdfFont.Bold);
        page.TextUpTo(QuantityEnd, TableTop - 6, words.Quantity, Size, PdfFont.Bold);
        page.TextUpTo(UnitPriceEnd, TableTop - 6, words.UnitPrice, Size, PdfFont.Bold);
        page.TextUpTo(Right, TableTop - 6, words.Amount, Size, PdfFont.Bold);
        page.Rule(Left, Right, TableTop);
        page.TextUpTo(Right, Bottom + 24, words.PageOf(number, PageCount), 8);
        return page;
    }

    private void DrawLine(PdfPage page, double y, InvoiceLine line)
    {
        page.Text(Left, y, PdfFont.Regular.Fit(line.Description, Size, QuantityEnd - 60 - Left), Size);
        page.TextUpTo(QuantityEnd, y, Grouped(line.Quantity), Size);
        page.TextUpTo(UnitPriceEnd, y, Grouped(line.UnitPrice.Units), Size);
        page.TextUpTo(Right, y, Grouped(line.Net.Units), Size);
    }

    /// <summary>The sum without tax, the tax at each rate, and the total.</summary>
    private void DrawSums(PdfPage page, double y)
    {
        page.Rule(QuantityEnd - 60, Right, y);
        DrawSum(page, y += Line, words.Net, invoice.Net.Units);
        foreach (var rate in invoice.Lines.Where(static line => line.TaxBasisPoints > 0).GroupBy(static line => line.TaxBasisPoints).OrderBy(static rate => rate.Key))
            DrawSum(page, y += Line, words.TaxOf(rate.Key), rate.Sum(static line => line.Tax.Units));
        page.Text(QuantityEnd - 60, y + Line, words.Total, Size, PdfFont.Bold);
        page.TextUpTo(Right, y + Line, Rupiah.Text(invoice.Total.Units, words.Language), Size, PdfFont.Bold);
    }

    private void DrawSum(PdfPage page, double y, string name, long units)
    {
        page.Text(QuantityEnd - 60, y, name, Size);
        page.TextUpTo(Right, y, Grouped(units), Size);
    }

    private string Grouped(long number) => Rupiah.Grouped(number, words.Language);

    private static string DateOf(DateTimeOffset instant) =>
        IndonesianZone.Western.Local(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
