using Nusaloka.Chat;
using Nusaloka.Grains.Bookings;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// A booking that is confirmed has a room for its traveller and its guide. When it is over, they can still settle what is left to be said; after that
/// the room can be read and no more.
/// </summary>
internal sealed class BookingRooms(IGrainFactory grains) : IEventHandler<BookingChanged>
{
    private static readonly TimeSpan AfterTheTrip = TimeSpan.FromDays(14);
    private static readonly TimeSpan AfterCancelling = TimeSpan.FromDays(7);

    public async Task HandleAsync(BookingChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var room = grains.GetGrain<IChatRoomGrain>(RoomIds.Booking(payload.BookingId));
        switch (context.Type)
        {
            case BookingChanged.ConfirmedType:
                var opened = await room.SetMembersAsync(payload.BookingId, [payload.AccountId, payload.GuideId], cancellationToken);
                // One of the two has closed their account: there is nobody to talk to.
                if (!opened.IsSuccess && opened.Error != ChatErrors.PersonNotFound)
                    throw new InvalidOperationException($"The room of booking {payload.BookingId} was not opened: {opened.Error.Code}.");
                break;
            case BookingChanged.CompletedType:
                await room.CloseAsync(payload.BookingId, payload.At + AfterTheTrip, cancellationToken);
                break;
            case BookingChanged.CancelledType:
                await room.CloseAsync(payload.BookingId, payload.At + AfterCancelling, cancellationToken);
                break;
        }
    }
}
