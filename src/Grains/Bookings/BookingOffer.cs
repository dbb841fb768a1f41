using Nusaloka.Departures;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Bookings;

/// <summary>What is booked: departure and trip as they are now, whether their guide may guide, and our terms.</summary>
internal sealed record BookingOffer(Departure Departure, Trip Trip, bool MayGuide, TimeSpan HoldTime, int FeeBasisPoints);
