using System.Globalization;
using System.IO.Pipelines;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Bookings;

namespace Nusaloka.Api.Bookings;

/// <summary>A voucher to print or show. The same voucher makes the same bytes. Its guest list has as many lines as a booking has seats, so one page is enough.</summary>
public sealed class VoucherPdf(Voucher voucher, VoucherWords words)
{
    private const double Left = 40;
    private const double Right = PdfPage.Width - 40;
    private const double CodeSize = 150;
    private const double Line = 16;
    private const double Size = 10;
    private const double GuestsTop = 330;
    private const double ColumnWidth = (Right - Left) / 2;
    private const int GuestsOfColumn = 25;

    private Booking Booking => voucher.Booking;

    /// <summary>What the QR code says: booking and code, as the guide's app sends them to be checked.</summary>
    public static string TextOf(Voucher voucher) => $"nusaloka:booking:{voucher.Booking.Id}:{voucher.Code}";

    /// <summary>Writes the document.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var page = new PdfPage();
        page.Text(Left, 52, words.Title, 16, PdfFont.Bold);
        page.Rule(Left, Right, 60);
        DrawFacts(page);
        DrawCode(page);
        DrawGuests(page);

        var document = new PdfWriter(output);
        document.Begin($"{words.Title} {Booking.TripTitle}", Languages.Tag(words.Language));
        await document.AddAsync(page, cancellationToken);
        await document.EndAsync(cancellationToken);
    }

    private void DrawFacts(PdfPage page)
    {
        (string Name, string Value)[] facts =
        [
            (words.Trip, Booking.TripTitle),
            (words.Days, $"{DayOf(Booking.StartsOn)} – {DayOf(Booking.EndsOn)}"),
            (words.TimeZone, Booking.TimeZone),
            (words.Seats, Booking.Seats.ToString(CultureInfo.InvariantCulture)),
            (words.Total, Rupiah.Text(Booking.Total.Units, words.Language)),
            (words.Booking, Booking.Id),
            (words.Contact, Booking.Contact is { } contact ? string.Join(", ", new[] { contact.Name, contact.Phone, contact.Email }.Where(static part => part is not null)) : "-"),
            (words.Wishes, Booking.Wishes.Length > 0 ? Booking.Wishes : "-"),
        ];
        var width = Right - CodeSize - 20 - Left - 100;
        for (var i = 0; i < facts.Length; i++)
        {
            page.Text(Left, 90 + (i * Line), facts[i].Name, Size, PdfFont.Bold);
            page.Text(Left + 100, 90 + (i * Line), PdfFont.Regular.Fit(facts[i].Value, Size, width), Size);
        }
    }

    private void DrawCode(PdfPage page)
    {
        page.QrCode(Right - CodeSize, 74, CodeSize, TextOf(voucher));
        page.TextUpTo(Right, 74 + CodeSize + 18, voucher.Code, Size, PdfFont.Bold);
        page.TextUpTo(Right, 74 + CodeSize + 34, words.Instruction, 8);
    }

    private void DrawGuests(PdfPage page)
    {
        page.Text(Left, GuestsTop - 6, words.Guests, Size, PdfFont.Bold);
        page.Rule(Left, Right, GuestsTop);
        for (var i = 0; i < Booking.Guests.Length; i++)
        {
            var (column, row) = (i / GuestsOfColumn, i % GuestsOfColumn);
            page.Text(
                Left + (column * ColumnWidth), GuestsTop + ((row + 1) * Line),
                PdfFont.Regular.Fit($"{i + 1}. {Booking.Guests[i]}", Size, ColumnWidth - 10), Size);
        }
    }

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
