using Nusaloka.Api.Http;

namespace Nusaloka.Api.Bookings;

/// <summary>The words on a voucher and in a calendar, in one language.</summary>
public sealed class VoucherWords(Language language)
{
    /// <summary>Which language.</summary>
    public Language Language { get; } = language;

    /// <summary>What the document is.</summary>
    public string Title => Choose("Voucer perjalanan", "Trip voucher");

    /// <summary>The booking's id.</summary>
    public string Booking => Choose("Pemesanan", "Booking");

    /// <summary>The trip.</summary>
    public string Trip => Choose("Perjalanan", "Trip");

    /// <summary>The days.</summary>
    public string Days => Choose("Tanggal", "Dates");

    /// <summary>In which zone the days are counted.</summary>
    public string TimeZone => Choose("Zona waktu", "Time zone");

    /// <summary>How many seats.</summary>
    public string Seats => Choose("Jumlah kursi", "Seats");

    /// <summary>What was paid.</summary>
    public string Total => Choose("Sudah dibayar", "Paid");

    /// <summary>Whom the guide reaches.</summary>
    public string Contact => Choose("Kontak", "Contact");

    /// <summary>What is asked for.</summary>
    public string Wishes => Choose("Permintaan khusus", "Special wishes");

    /// <summary>Who comes.</summary>
    public string Guests => Choose("Daftar tamu", "Guest list");

    /// <summary>The code below the QR code.</summary>
    public string Code => Choose("Kode", "Code");

    /// <summary>What to do with it.</summary>
    public string Instruction => Choose("Tunjukkan kode QR ini kepada pemandu saat berangkat.", "Show this QR code to the guide at the start.");

    private string Choose(string indonesian, string english) => Language == Language.English ? english : indonesian;
}
