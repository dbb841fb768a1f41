namespace Nusaloka.Grains.Tests.Departures;

/// <summary>Seats as a child would count them: a list of who has what, looked through from the start each time.</summary>
internal sealed class DepartureModel(int capacity)
{
    private readonly List<(int Booking, int Seats, DateTimeOffset? Until)> _taken = [];
    private readonly List<int> _released = [];

    public int Capacity { get; private set; } = capacity;

    public int Held => _taken.Where(static taken => taken.Until is not null).Sum(static taken => taken.Seats);

    public int Sold => _taken.Where(static taken => taken.Until is null).Sum(static taken => taken.Seats);

    public int Free => Capacity - Held - Sold;

    public void Expire(DateTimeOffset now) => _taken.RemoveAll(taken => taken.Until <= now);

    /// <summary>The code of the refusal; null when it is done.</summary>
    public string? Hold(int booking, int seats, DateTimeOffset until)
    {
        var index = _taken.FindIndex(taken => taken.Booking == booking);
        if (index >= 0)
        {
            if (_taken[index].Seats != seats)
                return "seats_differ";
            if (_taken[index].Until is not null)
                _taken[index] = (booking, seats, until);
            return null;
        }

        if (_released.Contains(booking))
            return "seats_released";
        if (seats > Free)
            return "seats_unavailable";
        _taken.Add((booking, seats, until));
        return null;
    }

    /// <inheritdoc cref="Hold"/>
    public string? Confirm(int booking, int seats)
    {
        var index = _taken.FindIndex(taken => taken.Booking == booking);
        if (index >= 0)
        {
            if (_taken[index].Seats != seats)
                return "seats_differ";
            _taken[index] = (booking, seats, null);
            return null;
        }

        if (_released.Contains(booking))
            return "seats_released";
        if (seats > Free)
            return "hold_expired";
        _taken.Add((booking, seats, null));
        return null;
    }

    public void Release(int booking)
    {
        _taken.RemoveAll(taken => taken.Booking == booking);
        _released.Add(booking);
    }

    /// <inheritdoc cref="Hold"/>
    public string? Resize(int capacity)
    {
        if (capacity < Held + Sold)
            return "capacity_taken";
        Capacity = capacity;
        return null;
    }
}
