using System.Globalization;
using Nusaloka.Api.Http;
using Nusaloka.Bookings;

namespace Nusaloka.Api.Bookings;

/// <summary>
/// A booking as an iCalendar object (RFC 5545): whole days, which are those of the place wherever the calendar is read. The UID stays the
/// same and the sequence grows, so that a calendar that reads it again changes its entry.
/// </summary>
public static class BookingCalendar
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>Writes the file.</summary>
    public static byte[] Write(Booking booking, Language language)
    {
        var words = new VoucherWords(language);
        return new CalendarLines()
            .Add("BEGIN", "VCALENDAR")
            .Add("VERSION", "2.0")
            .Add("PRODID", "-//Nusaloka//Bookings//" + Languages.Tag(language).ToUpperInvariant())
            .Add("CALSCALE", "GREGORIAN")
            .Add("METHOD", "PUBLISH")
            .Add("BEGIN", "VEVENT")
            .Add("UID", booking.Id + "@bookings.nusaloka.id")
            .Add("DTSTAMP", booking.UpdatedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture))
            .Add("SEQUENCE", booking.Version.ToString(CultureInfo.InvariantCulture))
            .Add("DTSTART;VALUE=DATE", DayOf(booking.StartsOn))
            // The end is not part of the event (3.8.2.2).
            .Add("DTEND;VALUE=DATE", DayOf(booking.EndsOn.AddDays(1)))
            .AddText("SUMMARY", booking.TripTitle)
            .AddText("DESCRIPTION", $"{words.Booking}: {booking.Id}\n{words.Seats}: {booking.Seats}\n{words.TimeZone}: {booking.TimeZone}")
            .Add("STATUS", StatusOf(booking.Status))
            .Add("TRANSP", "OPAQUE")
            .Add("END", "VEVENT")
            .Add("END", "VCALENDAR")
            .ToBytes();
    }

    private static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string StatusOf(BookingStatus status) => status switch
    {
        BookingStatus.Confirmed or BookingStatus.Completed => "CONFIRMED",
        BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Paying => "TENTATIVE",
        _ => "CANCELLED",
    };
}
