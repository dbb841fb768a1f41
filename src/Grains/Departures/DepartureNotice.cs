using System.Globalization;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Departures;

/// <summary>What people read who wait for seats.</summary>
internal static class DepartureNotice
{
    /// <summary>Seats are kept for them.</summary>
    public static PersonalMessage Offered(string language, SeatsOffered offer)
    {
        var day = Day(offer.StartsOn);
        var zone = LocalTime.FindZone(offer.TimeZone) ?? TimeZoneInfo.Utc;
        var until = TimeZoneInfo.ConvertTime(offer.Until, zone).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);
        var mail = Languages.Choose(
            language,
            new MailContent(
                "Ada kursi untuk Anda",
                [
                    $"Anda menunggu kursi untuk keberangkatan {day}. Sekarang {offer.Seats} kursi kami simpan untuk Anda sampai {until} ({offer.TimeZone}).",
                    "Pesan sebelum waktu itu. Setelahnya kursi ditawarkan kepada orang lain, dan Anda tidak lagi dalam daftar tunggu.",
                ]),
            new MailContent(
                "Seats for you",
                [
                    $"You wait for seats on the departure of {day}. We keep {offer.Seats} of them for you until {until} ({offer.TimeZone}).",
                    "Book before that. Afterwards they are offered to others, and you are no longer on the waiting list.",
                ]));
        var sms = Languages.Choose(
            language,
            $"Nusaloka: {offer.Seats} kursi untuk keberangkatan {day} disimpan untuk Anda sampai {until}. Segera pesan.",
            $"Nusaloka: {offer.Seats} seats on the departure of {day} are kept for you until {until}. Book them now.");
        return new PersonalMessage(language, mail, sms, offer.Until);
    }

    /// <summary>They wait in vain: the departure was called off.</summary>
    public static PersonalMessage Cancelled(string language, DepartureCancelled cancelled)
    {
        var day = Day(cancelled.StartsOn);
        var mail = Languages.Choose(
            language,
            new MailContent(
                "Keberangkatan dibatalkan",
                [$"Keberangkatan {day}, yang kursinya Anda tunggu, dibatalkan oleh pemandunya. Anda tidak perlu berbuat apa-apa."]),
            new MailContent(
                "A departure was cancelled",
                [$"The departure of {day}, for whose seats you waited, was cancelled by its guide. There is nothing that you must do."]));
        var sms = Languages.Choose(
            language,
            $"Nusaloka: keberangkatan {day} yang Anda tunggu dibatalkan.",
            $"Nusaloka: the departure of {day} that you waited for was cancelled.");
        return new PersonalMessage(language, mail, sms, cancelled.At + TimeSpan.FromDays(3));
    }

    private static string Day(DateOnly day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}
