using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Nusaloka.Api.Bookings;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Api.Tests.Pdf;
using Nusaloka.Bookings;
using QRCoder;

namespace Nusaloka.Api.Tests.Bookings;

public sealed partial class VoucherPdfTests
{
    private const double Tolerance = 0.1;

    [Fact]
    public async Task Write_AVoucher_SaysWhatWasBookedAndWhoComes()
    {
        var voucher = new Voucher(SomeBooking.Confirmed, "7K2M-9QXA-04VT-HB6C");

        var texts = PdfText.Read(await WriteAsync(voucher, Language.English)).Texts.ToArray();

        foreach (var expected in (string[])["Trip voucher", "Snorkeling tiga gili", "2026-02-28 – 2026-03-01", "Asia/Makassar", "Rp1,500,000", "7K2M-9QXA-04VT-HB6C", "1. Siti Aminah", "2. Budi (adik)"])
            Assert.Contains(expected, texts);
        Assert.Equal(await WriteAsync(voucher, Language.English), await WriteAsync(voucher, Language.English));
        Assert.Contains("Voucer perjalanan", PdfText.Read(await WriteAsync(voucher, Language.Indonesian)).Texts);
    }

    [Fact]
    public async Task Write_TheMostGuestsAndTheLongestNames_FitOnThePage()
    {
        var names = Enumerable.Repeat(new string('W', BookingLimits.MaxNameLength), BookingLimits.MaxSeats);
        var voucher = new Voucher(SomeBooking.Confirmed with { Seats = BookingLimits.MaxSeats, Guests = [.. names] }, "7K2M-9QXA-04VT-HB6C");

        var page = Assert.Single(PdfText.Read(await WriteAsync(voucher, Language.English)).Pages);

        var guests = page.Where(static word => word.Text.Contains("WWWW", StringComparison.Ordinal)).ToArray();
        Assert.Equal(BookingLimits.MaxSeats, guests.Length);
        Assert.All(guests, static word => Assert.True(word.Y > 20 && word.X + PdfFont.Regular.Width(word.Text, 10) <= PdfPage.Width - 40, $"{word}"));
        Assert.Equal(2, guests.Select(static word => word.X).Distinct().Count());
    }

    [Fact]
    public void QrCode_OnAPage_IsTheCodeUprightWithItsQuietZone()
    {
        const string text = "nusaloka:booking:5e8f2c1a-7b3d-8a4e-9c6f-1d2e3f4a5b6c:7K2M-9QXA-04VT-HB6C";
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var count = code.ModuleMatrix.Count;
        var page = new PdfPage();

        page.QrCode(100, 50, count * 3, text);

        var dark = ReadModules(page, left: 100, top: 50, module: 3);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
                Assert.Equal(code.ModuleMatrix[row][column], dark.Contains((row, column)));
        }

        // Eyes in three corners, behind four light modules; the corner below to the right has none.
        var last = count - 5;
        Assert.All(((int, int)[])[(4, 4), (4, last), (last, 4)], corner => Assert.Contains(corner, dark));
        Assert.DoesNotContain(dark, module => module.Row < 4 || module.Column < 4 || module.Row > last || module.Column > last);
        Assert.False(Enumerable.Range(0, 7).All(i => dark.Contains((last, last - i))));
    }

    private static HashSet<(int Row, int Column)> ReadModules(PdfPage page, double left, double top, double module)
    {
        var dark = new HashSet<(int, int)>();
        foreach (Match match in Rectangle().Matches(Encoding.Latin1.GetString(page.ToBytes())))
        {
            var (x, y, width, height) = (Value(match, 1), Value(match, 2), Value(match, 3), Value(match, 4));
            Assert.InRange(height, module - Tolerance, module + Tolerance);
            var row = (int)Math.Round((PdfPage.Height - y - height - top) / module);
            var from = (int)Math.Round((x - left) / module);
            for (var i = 0; i < (int)Math.Round(width / module); i++)
                Assert.True(dark.Add((row, from + i)));
        }

        return dark;
    }

    private static double Value(Match match, int group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static async Task<byte[]> WriteAsync(Voucher voucher, Language language)
    {
        using var stream = new MemoryStream();
        var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await new VoucherPdf(voucher, new VoucherWords(language)).WriteAsync(writer, CancellationToken.None);
        await writer.CompleteAsync();
        return stream.ToArray();
    }

    [GeneratedRegex(@"(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re f")]
    private static partial Regex Rectangle();
}
