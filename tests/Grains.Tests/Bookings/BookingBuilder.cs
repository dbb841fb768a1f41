using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.Bookings;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>Bookings as the rules make them.</summary>
internal static class BookingBuilder
{
    public const string Id = "0199a0c5-0000-7000-8000-000000000001";
    public const string Traveller = "traveller";
    public const string Guide = "guide";

    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Midnight of 1 February where the clocks are eight hours ahead.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 16, 0, 0, TimeSpan.Zero);

    public static readonly BookingActor AsTraveller = new(Traveller, IsAdmin: false);
    public static readonly BookingActor AsGuide = new(Guide, IsAdmin: false);
    public static readonly BookingActor AsAdmin = new("admin", IsAdmin: true);
    public static readonly BookingActor AsStranger = new("stranger", IsAdmin: false);

    public static readonly CreateBooking Command = new(
        Traveller, "d-1", 2, ["Siti Aminah", "Budi"], "", new BookingContact("Siti Aminah", "+62812", null), "fingerprint");

    public static BookingOffer Offer(CancellationPolicy policy = CancellationPolicy.Moderate, long price = 750_000, TripStatus trip = TripStatus.Published) => new(
        new Departure(
            "d-1", "t-1", Guide, new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 2), "Asia/Makassar", Start, Start.AddDays(2), new LocalDateTime(new DateOnly(2026, 1, 31), TimeOnly.MinValue),
            Start.AddDays(-1), 10, 1, null, 10, 0, 0, 0, DepartureStatus.Open, 1, Now, IsGuaranteed: false),
        new Trip("t-1", Guide, trip, 1, new TripDetails { Title = "Tiga gili", Price = Money.Rupiah(price), CancellationPolicy = policy }, Now, Now, Now),
        MayGuide: true, TimeSpan.FromMinutes(10), 1_000);

    /// <summary>A booking that asks for its seats.</summary>
    public static BookingState Holding(CancellationPolicy policy = CancellationPolicy.Moderate, long price = 750_000) =>
        BookingRules.Create(new BookingState(), Command, Offer(policy, price), Now).Value!;

    /// <summary>A booking whose seats are held.</summary>
    public static BookingState Awaiting(CancellationPolicy policy = CancellationPolicy.Moderate, long price = 750_000) =>
        BookingRules.Ended(Holding(policy, price), Id, isDone: true, Now);

    /// <summary>A booking that is paid and has its seats.</summary>
    public static BookingState Confirmed(CancellationPolicy policy = CancellationPolicy.Moderate, long price = 750_000)
    {
        var awaiting = Awaiting(policy, price);
        var accepted = PayingRules.Accept(awaiting, PaymentOf(awaiting), Now)!;
        return PayingRules.Sold(accepted, Id, TimeSpan.FromDays(1), Now);
    }

    /// <summary>A payment that fits.</summary>
    public static PaymentForBooking PaymentOf(BookingState state, string id = "p-1") => new(id, state.AccountId, state.Total, "wallet");
}
