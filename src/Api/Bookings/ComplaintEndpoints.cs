using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Bookings;

namespace Nusaloka.Api.Bookings;

/// <summary>What travellers say when a trip was not what was sold, and what officers decide about its money.</summary>
public static class ComplaintEndpoints
{
    /// <summary>Adds complaints to /bookings.</summary>
    public static void MapComplaints(this RouteGroupBuilder group)
    {
        group.MapPost("/{id}/complaint", ComplainAsync).RequireAuthorization(Policies.Person).WithName("complain_about_booking").WithSummary("Complain about a trip")
            .WithDescription("For the traveller, from the first day until the guide has the money, which waits for an officer from then on. A second time changes nothing.")
            .Produces<BookingResponse>().Refuses(404, 409)
            .RequestExample(new ComplaintRequest { Text = "Kapal tidak datang." }).ResponseExample(BookingExamples.Complained);
        group.MapPost("/{id}/complaint/decision", DecideAsync).RequireAuthorization(Policies.OfficerOnly).WithName("decide_booking_complaint").WithSummary("Decide about money that waits")
            .WithDescription("Once: refund_amount goes back to the traveller the way it came, from nothing to all that is left; the rest goes to the guide, less our fee. Nobody decides about a booking of their own. What waits: GET /bookings?complaint=open.")
            .Produces<BookingResponse>().Refuses(403, 404, 409)
            .RequestExample(new ComplaintDecisionRequest { RefundAmount = 750_000, Note = "Setengah hari tidak terlaksana" }).ResponseExample(BookingExamples.Decided);
    }

    private static async Task<IResult> ComplainAsync(
        string id, JsonBody<ComplaintRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await BookingEndpoints.Grain(grains, id).ComplainAsync(new Complain(BookingEndpoints.ActorOf(caller), body.Value.Text), cancellationToken))
            .ToHttp(booking => BookingEndpoints.Versioned(context, booking, caller));

    private static async Task<IResult> DecideAsync(
        string id, JsonBody<ComplaintDecisionRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await BookingEndpoints.RecordStaffAsync(id, context, grains, cancellationToken);
        var command = new DecideComplaint(caller.Id(), Money.Rupiah(body.Value.RefundAmount), body.Value.Note);
        return (await BookingEndpoints.Grain(grains, id).DecideComplaintAsync(command, cancellationToken))
            .ToHttp(booking => BookingEndpoints.Versioned(context, booking, caller));
    }
}
