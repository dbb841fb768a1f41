using System.Collections.Immutable;

namespace Nusaloka.Grains.Bookings;

/// <summary>The bookings for which an account has been let hold seats and that may not be paid yet.</summary>
internal sealed record UnpaidBookings
{
    /// <summary>Oldest first; at most as many as the settings allow.</summary>
    public ImmutableArray<UnpaidBooking> Holds { get; init; } = [];

    /// <summary>Those whose time was over within the last day, or that were given up, and of which nobody knows that they were paid; at most a hundred.</summary>
    public ImmutableArray<UnpaidBooking> Past { get; init; } = [];

    /// <summary>Whether the account is closed: it holds nothing any more.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>One that was let hold seats.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="DepartureId">Of which departure.</param>
/// <param name="Until">When its seats are free again, at the latest.</param>
internal sealed record UnpaidBooking(string BookingId, string DepartureId, DateTimeOffset Until);
