using System.Globalization;
using System.IO.Pipelines;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>A credit note to print. The same note makes the same bytes, however often it is printed.</summary>
public sealed class CreditNotePdf(CreditNote note, InvoiceWords words)
{
    private const double Left = 40;
    private const double Right = PdfPage.Width - 40;
    private const double SumName = Right - 240;
    private const double Line = 16;
    private const double Size = 9;

    /// <summary>Writes the document.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var document = new PdfWriter(output);
        document.Begin($"{words.CreditNote} {note.Number}", Languages.Tag(words.Language));
        var page = new PdfPage();
        page.Text(Left, 52, words.CreditNote, 16, PdfFont.Bold);
        page.TextUpTo(Right, 52, note.Number, 12, PdfFont.Bold);
        page.Rule(Left, Right, 60);
        (string Name, string Value)[] head =
        [
            (words.Number, note.Number),
            (words.Date, DateOf(note.IssuedAt)),
            (words.Status, words.NameOf(note.Status)),
            (words.Title, note.InvoiceNumber),
            (words.Seller, note.Seller),
            (words.Customer, $"{note.CustomerName} ({note.CustomerId})".TrimStart()),
            (words.Refund, note.RefundId),
            (words.Reason, note.Reason.Length > 0 ? note.Reason : "-"),
        ];
        for (var i = 0; i < head.Length; i++)
        {
            page.Text(Left, 80 + i * Line, head[i].Name, Size);
            page.Text(Left + 100, 80 + i * Line, PdfFont.Regular.Fit(head[i].Value, Size, Right - Left - 100), Size);
        }

        var y = 100 + head.Length * Line;
        page.Rule(SumName, Right, y);
        DrawSum(page, y + Line, words.Net, Rupiah.Grouped(note.Net.Units, words.Language), PdfFont.Regular);
        DrawSum(page, y + 2 * Line, words.Tax, Rupiah.Grouped(note.Tax.Units, words.Language), PdfFont.Regular);
        DrawSum(page, y + 3 * Line, words.Total, Rupiah.Text(note.Total.Units, words.Language), PdfFont.Bold);
        await document.AddAsync(page, cancellationToken);
        await document.EndAsync(cancellationToken);
    }

    private static void DrawSum(PdfPage page, double y, string name, string value, PdfFont font)
    {
        page.Text(SumName, y, name, Size, font);
        page.TextUpTo(Right, y, value, Size, font);
    }

    private static string DateOf(DateTimeOffset instant) =>
        IndonesianZone.Western.Local(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
