using System.Text;
using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Api.Tests.Reviews;

/// <summary>Bookings as their grain stores them at the end of a trip.</summary>
internal static class CompletedBooking
{
    /// <summary>The id of a completed booking of a person.</summary>
    public static async Task<string> NewCompletedBookingAsync(this ApiServer api, Person traveller, Person guide, string tripId)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var state = new BookingState
        {
            Exists = true, AccountId = traveller.Id, GuideId = guide.Id, TripId = tripId, DepartureId = "departure", Seats = 1, Version = 1,
            PricePerPerson = Money.Rupiah(1_000_000), Total = Money.Rupiah(1_000_000), RefundAmount = Money.Rupiah(0), Status = BookingStatus.Completed,
        };
        await api.Database.ExecuteAsync(
            "insert into grain_state (kind, id, version, state, updated_at) values ('booking', $1, 1, $2::jsonb, now())",
            id, Encoding.UTF8.GetString(StateJson.Serialize(state)));
        return id;
    }
}
