using Microsoft.Extensions.Options;
using Nusaloka.Bookings;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// The bookings of one account that hold seats and are not paid. It never waits for a booking that waits for it: it only reads bookings, and reading one waits
/// for nothing.
/// </summary>
[GrainType("unpaid-bookings")]
internal sealed class UnpaidBookingsGrain : Grain, IUnpaidBookingsGrain
{
    private readonly CommittedState<UnpaidBookings> _state;
    private readonly BookingOptions _options;
    private readonly TimeProvider _time;

    public UnpaidBookingsGrain([PersistentState("state")] IPersistentState<UnpaidBookings> state, IOptions<BookingOptions> options, TimeProvider time)
    {
        _state = new CommittedState<UnpaidBookings>(this, state);
        _options = options.Value;
        _time = time;
    }

    public async Task<Result> AdmitAsync(string bookingId, string departureId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var asked = new UnpaidBooking(bookingId, departureId, until);
        var current = UnpaidRules.Current(_state.Value, _time.GetStoredUtcNow());
        var added = UnpaidRules.Add(current, asked, _options);
        if (!added.IsSuccess && !current.IsClosed)
            added = UnpaidRules.Add(await WithoutPaidAsync(current, departureId, cancellationToken), asked, _options);
        if (!added.IsSuccess)
            return added.Error;

        await TakeAsync(added.Value);
        return Result.Success;
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        TakeAsync(_state.Value.IsClosed ? _state.Value : new UnpaidBookings { IsClosed = true });

    private async Task<UnpaidBookings> WithoutPaidAsync(UnpaidBookings current, string departureId, CancellationToken cancellationToken)
    {
        var ids = current.Holds.Concat(current.Past.Where(past => past.DepartureId == departureId)).Select(static one => one.BookingId).Distinct(StringComparer.Ordinal);
        var bookings = await Task.WhenAll(ids.Select(id => GrainFactory.GetGrain<IBookingGrain>(id).GetAsync(cancellationToken)));
        return UnpaidRules.Unpaid(
            current, bookings.Where(static found => found.IsSuccess).ToDictionary(static found => found.Value!.Id, static found => found.Value!, StringComparer.Ordinal));
    }

    private Task TakeAsync(UnpaidBookings next) => next == _state.Value ? Task.CompletedTask : _state.CommitAsync(next);
}
