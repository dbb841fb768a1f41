using Nusaloka.Bookings;
using Nusaloka.Trips;

namespace Nusaloka.Api.Tests.Bookings;

/// <summary>A booking as grains answer it.</summary>
internal static class SomeBooking
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 2, 27, 16, 0, 0, TimeSpan.Zero);

    public static readonly Booking Confirmed = new(
        "5e8f2c1a-7b3d-8a4e-9c6f-1d2e3f4a5b6c", "traveller", "guide", "trip", "departure", "Snorkeling tiga gili", new DateOnly(2026, 2, 28),
        new DateOnly(2026, 3, 1), "Asia/Makassar", Start, Start.AddDays(2), Start.AddDays(-1), 2, Money.Rupiah(750_000), Money.Rupiah(1_500_000),
        CancellationPolicy.Moderate, BookingStatus.Confirmed, null, At.AddMinutes(10), "payment", Money.Rupiah(0), null, null,
        ["Siti Aminah", "Budi (adik)"], "Makanan vegetarian", new BookingContact("Siti Aminah", "+6281234567890", null), null, 5, At, At);
}
