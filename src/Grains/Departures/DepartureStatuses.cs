using Nusaloka.Departures;

namespace Nusaloka.Grains.Departures;

/// <summary>The status is a matter of time: only that it was cancelled is stored.</summary>
internal static class DepartureStatuses
{
    public static DepartureStatus At(bool isCancelled, DateTimeOffset cutOffAt, DateTimeOffset endsAt, DateTimeOffset now) =>
        isCancelled ? DepartureStatus.Cancelled
        : now >= endsAt ? DepartureStatus.Past
        : now >= cutOffAt ? DepartureStatus.Closed
        : DepartureStatus.Open;
}
