using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;

namespace Nusaloka.Api.Bookings;

/// <summary>What a traveller takes along: the voucher, and the entry in the calendar.</summary>
public static class BookingFileEndpoints
{
    /// <summary>Adds the files to /bookings.</summary>
    public static void MapBookingFiles(this RouteGroupBuilder group)
    {
        group.MapGet("/{id}/voucher", VoucherAsync).RequireAuthorization(Policies.Person).WithName("get_booking_voucher").WithSummary("Print a voucher")
            .WithDescription("As PDF, in the language of Accept-Language, with a QR code that the guide checks. Of a confirmed or completed booking, for its traveller and admins.")
            .Produces<Stream>(200, PdfWriter.ContentType).Refuses(404, 409);
        group.MapGet("/{id}/calendar.ics", CalendarAsync).WithName("get_booking_calendar").WithSummary("Put a booking into a calendar")
            .WithDescription("As iCalendar (RFC 5545): the days of the trip. For its traveller, its guide and staff.")
            .Produces<Stream>(200, BookingCalendar.ContentType).Refuses(404);
    }

    private static async Task<IResult> VoucherAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await BookingEndpoints.RecordStaffAsync(id, context, grains, cancellationToken);
        var voucher = await BookingEndpoints.Grain(grains, id).GetVoucherAsync(BookingEndpoints.ActorOf(caller), cancellationToken);
        if (!voucher.IsSuccess)
            return voucher.Error.ToHttp();

        Announce(context, PdfWriter.ContentType, $"voucher-{voucher.Value.Booking.Id}.pdf");
        await new VoucherPdf(voucher.Value, new VoucherWords(Languages.Announce(context))).WriteAsync(context.Response.BodyWriter, cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task<IResult> CalendarAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await BookingEndpoints.FindAsync(id, caller, context, grains, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();

        Announce(context, BookingCalendar.ContentType, $"nusaloka-{found.Value.Id}.ics");
        await context.Response.BodyWriter.WriteAsync(BookingCalendar.Write(found.Value, Languages.Announce(context)), cancellationToken);
        return TypedResults.Empty;
    }

    private static void Announce(HttpContext context, string contentType, string fileName)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
    }
}
