using System.Text;
using Nusaloka.Api.Bookings;
using Nusaloka.Api.Http;
using Nusaloka.Bookings;

namespace Nusaloka.Api.Tests.Bookings;

public sealed class BookingCalendarTests
{
    [Fact]
    public void Write_AConfirmedBooking_IsTheFileOfThatBooking()
    {
        var written = Write(SomeBooking.Confirmed with { TripTitle = "Snorkeling; tiga gili, dua hari" }, Language.English);

        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Nusaloka//Bookings//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:5e8f2c1a-7b3d-8a4e-9c6f-1d2e3f4a5b6c@bookings.nusaloka.id
            DTSTAMP:20260106T003000Z
            SEQUENCE:5
            DTSTART;VALUE=DATE:20260228
            DTEND;VALUE=DATE:20260302
            SUMMARY:Snorkeling\; tiga gili\, dua hari
            DESCRIPTION:Booking: 5e8f2c1a-7b3d-8a4e-9c6f-1d2e3f4a5b6c\nSeats: 2\nTime z
             one: Asia/Makassar
            STATUS:CONFIRMED
            TRANSP:OPAQUE
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            written);
    }

    [Theory]
    [InlineData(BookingStatus.Holding, "TENTATIVE")]
    [InlineData(BookingStatus.AwaitingPayment, "TENTATIVE")]
    [InlineData(BookingStatus.Paying, "TENTATIVE")]
    [InlineData(BookingStatus.Completed, "CONFIRMED")]
    [InlineData(BookingStatus.Cancelled, "CANCELLED")]
    [InlineData(BookingStatus.Expired, "CANCELLED")]
    [InlineData(BookingStatus.Refused, "CANCELLED")]
    public void Write_EachStatus_SaysWhetherTheDaysAreTaken(BookingStatus status, string expected) =>
        Assert.Contains($"\r\nSTATUS:{expected}\r\n", Write(SomeBooking.Confirmed with { Status = status }, Language.Indonesian), StringComparison.Ordinal);

    [Fact]
    public void Write_ADayTripOnTheLastDayOfAYear_EndsBeforeTheNextYearsFirst()
    {
        var day = new DateOnly(2026, 12, 31);

        var written = Write(SomeBooking.Confirmed with { StartsOn = day, EndsOn = day }, Language.Indonesian);

        Assert.Contains("\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n", written, StringComparison.Ordinal);
    }

    private static string Write(Booking booking, Language language) => Encoding.UTF8.GetString(BookingCalendar.Write(booking, language));
}
