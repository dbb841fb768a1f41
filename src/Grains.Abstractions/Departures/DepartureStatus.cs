namespace Nusaloka.Departures;

/// <summary>Whether a departure's seats are sold. A full one is open: it has no free seats.</summary>
[GenerateSerializer, Alias("nusaloka.DepartureStatus")]
public enum DepartureStatus
{
    /// <summary>Seats are sold.</summary>
    Open = 0,

    /// <summary>The cut-off is over; what is held may still be paid.</summary>
    Closed = 1,

    /// <summary>The last day is over.</summary>
    Past = 2,

    /// <summary>It does not take place.</summary>
    Cancelled = 3,
}
