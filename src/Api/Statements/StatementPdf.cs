using System.IO.Pipelines;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Statements;

namespace Nusaloka.Api.Statements;

/// <summary>
/// A statement to print: who and when, the opening balance, a line for each entry, totals and the closing balance. How many pages it
/// has follows from the number of entries, so it is written page by page like the others.
/// </summary>
public sealed class StatementPdf(StatementPages pages, string holder, IndonesianZone zone, StatementWords words)
{
    private const double Left = 40;
    private const double Right = PdfPage.Width - 40;
    private const double KindAt = Left + 100;
    private const double DescriptionAt = KindAt + 78;
    private const double DebitEnd = Right - 140;
    private const double CreditEnd = Right - 70;
    private const double DescriptionWidth = DebitEnd - 66 - DescriptionAt;
    private const double Line = 14;
    private const double HeadLine = 15;
    private const double TableTop = 190;
    private const double Small = 8;
    private const double Bottom = PdfPage.Height - 50;

    /// <summary>So many lines are between the headings of the table and the foot of a page, less those of the totals.</summary>
    private const int LinesOfPage = (int)((Bottom - TableTop) / Line) - 3;

    private readonly Statement _statement = pages.First;
    private long _debits;
    private long _credits;

    private long PageCount => Math.Max(1, (_statement.EntryCount + LinesOfPage - 1) / LinesOfPage);

    /// <summary>Writes the document. A page of entries is written out before the next one is read.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var document = new PdfWriter(output);
        document.Begin(words.Title, Languages.Tag(words.Language));
        var number = 1L;
        var page = NewPage(number);
        var line = 0;
        await foreach (var part in pages.AllAsync(cancellationToken))
        {
            foreach (var entry in part.Entries.Items)
            {
                if (line == LinesOfPage)
                {
                    await document.AddAsync(page, cancellationToken);
                    page = NewPage(++number);
                    line = 0;
                }

                DrawEntry(page, TableTop + ++line * Line, entry);
            }
        }

        DrawTotals(page, TableTop + line * Line);
        await document.AddAsync(page, cancellationToken);
        await document.EndAsync(cancellationToken);
    }

    private PdfPage NewPage(long number)
    {
        var page = new PdfPage();
        page.Text(Left, 52, "Nusaloka", 16, PdfFont.Bold);
        page.TextUpTo(Right, 52, words.Title, 12, PdfFont.Bold);
        page.Rule(Left, Right, 60);
        (string Name, string Value)[] head =
        [
            (words.Holder, holder),
            (words.Account, _statement.AccountId),
            (words.Period, $"{words.TimeOf(_statement.From, zone)} – {words.TimeOf(_statement.To, zone)} {zone.Abbreviation}"),
            (words.Opening, Rupiah.Text(_statement.OpeningBalance.Units, words.Language)),
            (words.Closing, Rupiah.Text(_statement.ClosingBalance.Units, words.Language)),
            (words.Entries, Rupiah.Grouped(_statement.EntryCount, words.Language)),
        ];
        for (var i = 0; i < head.Length; i++)
        {
            page.Text(Left, 78 + i * HeadLine, head[i].Name, 9);
            page.Text(Left + 100, 78 + i * HeadLine, PdfFont.Regular.Fit(head[i].Value, 9, Right - Left - 100), 9);
        }

        DrawColumns(page);
        page.Rule(Left, Right, Bottom + 12);
        page.Text(Left, Bottom + 24, _statement.IsFinal ? "" : words.Provisional, Small);
        page.TextUpTo(Right, Bottom + 24, words.PageOf(number, PageCount), Small);
        return page;
    }

    private void DrawColumns(PdfPage page)
    {
        page.Text(Left, TableTop - 6, $"{words.Time} ({zone.Abbreviation})", Small, PdfFont.Bold);
        page.Text(KindAt, TableTop - 6, words.Kind, Small, PdfFont.Bold);
        page.Text(DescriptionAt, TableTop - 6, words.Description, Small, PdfFont.Bold);
        page.TextUpTo(DebitEnd, TableTop - 6, words.Debit, Small, PdfFont.Bold);
        page.TextUpTo(CreditEnd, TableTop - 6, words.Credit, Small, PdfFont.Bold);
        page.TextUpTo(Right, TableTop - 6, words.Balance, Small, PdfFont.Bold);
        page.Rule(Left, Right, TableTop);
    }

    private void DrawEntry(PdfPage page, double y, StatementEntry entry)
    {
        var amount = entry.Amount.Units;
        page.Text(Left, y, words.TimeOf(entry.CreatedAt, zone), Small);
        page.Text(KindAt, y, PdfFont.Regular.Fit(words.KindOf(entry.Kind), Small, DescriptionAt - KindAt - 4), Small);
        page.Text(DescriptionAt, y, PdfFont.Regular.Fit(entry.Description, Small, DescriptionWidth), Small);
        page.TextUpTo(amount < 0 ? DebitEnd : CreditEnd, y, Rupiah.Grouped(Math.Abs(amount), words.Language), Small);
        page.TextUpTo(Right, y, Rupiah.Grouped(entry.BalanceAfter.Units, words.Language), Small);
        if (amount < 0)
            _debits -= amount;
        else
            _credits += amount;
    }

    private void DrawTotals(PdfPage page, double y)
    {
        page.Rule(Left, Right, y + 6);
        page.Text(Left, y + 18, words.Total, Small, PdfFont.Bold);
        page.TextUpTo(DebitEnd, y + 18, Rupiah.Grouped(_debits, words.Language), Small, PdfFont.Bold);
        page.TextUpTo(CreditEnd, y + 18, Rupiah.Grouped(_credits, words.Language), Small, PdfFont.Bold);
        page.Text(Left, y + 32, words.Closing, Small, PdfFont.Bold);
        page.TextUpTo(Right, y + 32, Rupiah.Grouped(_statement.ClosingBalance.Units, words.Language), Small, PdfFont.Bold);
    }
}
