using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Nusaloka.Grains.Departures;

/// <summary>Who has which seats, by booking. Immutable; its sums are kept, so that nobody counts what others have.</summary>
[JsonConverter(typeof(SeatMapConverter))]
internal sealed class SeatMap
{
    /// <summary>Nobody has any.</summary>
    public static readonly SeatMap Empty = new(ImmutableDictionary<Guid, Seat>.Empty, [], 0, 0);

    private readonly ImmutableDictionary<Guid, Seat> _seats;
    private readonly ImmutableSortedSet<(DateTimeOffset Until, Guid Booking)> _holds;

    private SeatMap(ImmutableDictionary<Guid, Seat> seats, ImmutableSortedSet<(DateTimeOffset Until, Guid Booking)> holds, int held, int sold) =>
        (_seats, _holds, Held, Sold) = (seats, holds, held, sold);

    /// <summary>Seats that are held, those whose time is over too.</summary>
    public int Held { get; }

    /// <summary>Seats that are sold.</summary>
    public int Sold { get; }

    /// <summary>When the next hold is over; null when there is none.</summary>
    public DateTimeOffset? NextOver => _holds.IsEmpty ? null : _holds.Min.Until;

    /// <summary>How many bookings have seats.</summary>
    public int Count => _seats.Count;

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<KeyValuePair<Guid, Seat>> All => _seats;

    /// <summary>The map of these.</summary>
    public static SeatMap Of(IEnumerable<KeyValuePair<Guid, Seat>> seats)
    {
        var map = seats.ToImmutableDictionary();
        var held = map.Where(static pair => pair.Value.Until is not null).ToArray();
        return map.IsEmpty
            ? Empty
            : new SeatMap(
                map,
                [.. held.Select(static pair => (pair.Value.Until ?? default, pair.Key))],
                held.Sum(static pair => pair.Value.Count),
                map.Values.Sum(static seat => seat.Until is null ? seat.Count : 0));
    }

    /// <summary>What a booking has; null when it has nothing.</summary>
    public Seat? Find(Guid booking) => _seats.TryGetValue(booking, out var seat) ? seat : null;

    /// <summary>The booking has these, whatever it had.</summary>
    public SeatMap With(Guid booking, Seat seat)
    {
        var rest = Without(booking);
        return seat.Until is { } until
            ? new SeatMap(rest._seats.Add(booking, seat), rest._holds.Add((until, booking)), rest.Held + seat.Count, rest.Sold)
            : new SeatMap(rest._seats.Add(booking, seat), rest._holds, rest.Held, rest.Sold + seat.Count);
    }

    /// <summary>The booking has none; this map when it had none.</summary>
    public SeatMap Without(Guid booking) =>
        Find(booking) is not { } seat ? this
        : seat.Until is { } until ? new SeatMap(_seats.Remove(booking), _holds.Remove((until, booking)), Held - seat.Count, Sold)
        : new SeatMap(_seats.Remove(booking), _holds, Held, Sold - seat.Count);

    /// <summary>The holds that are over are gone; this map when there are none.</summary>
    public SeatMap WithoutOver(DateTimeOffset now)
    {
        var map = this;
        while (!map._holds.IsEmpty && map._holds.Min is var (until, booking) && until <= now)
            map = map.Without(booking);
        return map;
    }

    /// <summary>The sold ones alone.</summary>
    public SeatMap SoldOnly() => WithoutOver(DateTimeOffset.MaxValue);
}
