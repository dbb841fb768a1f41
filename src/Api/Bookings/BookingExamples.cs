using Nusaloka.Api.Payments;
using Nusaloka.Bookings;
using Nusaloka.Payments;
using Nusaloka.Trips;

namespace Nusaloka.Api.Bookings;

/// <summary>Examples for the API's document.</summary>
internal static class BookingExamples
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 2, 13, 16, 0, 0, TimeSpan.Zero);

    public static readonly CreateBookingRequest Create = new()
    {
        DepartureId = "0199a0c4-2222-7333-8444-555566667777",
        Seats = 2,
        Guests = ["Siti Aminah", "Budi Santoso"],
        Wishes = "Makanan vegetarian untuk satu orang",
        Contact = new BookingContactRequest { Name = "Siti Aminah", Phone = "+6281234567890" },
    };

    public static readonly ChangeGuestsRequest Guests = new() { Guests = ["Siti Aminah", "Dewi Lestari"] };

    public static readonly PayBookingRequest Pay = new() { Method = "midtrans", Channel = "qris" };

    public static readonly BookingResponse Waiting = new(
        "5e8f2c1a-7b3d-8a4e-9c6f-1d2e3f4a5b6c", "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "0199a0c1-aaaa-7bbb-8ccc-dddd0000eeee",
        "0199a0c3-1111-7222-8333-444455556666", Create.DepartureId, "Snorkeling tiga gili", new DateOnly(2026, 2, 14), new DateOnly(2026, 2, 15),
        "Asia/Makassar", Start, Start.AddDays(2), Start.AddDays(-2), 2, 750_000, 1_500_000, "IDR", CancellationPolicy.Moderate,
        BookingStatus.AwaitingPayment, null, At.AddMinutes(10), null, 0, null, null, Create.Guests, Create.Wishes,
        new BookingContactResponse("Siti Aminah", "+6281234567890", null), null, 2, At, At);

    public static readonly BookingResponse Confirmed = Waiting with
    {
        Status = BookingStatus.Confirmed,
        ExpiresAt = null,
        PaymentId = PaymentExamples.Paid.Id,
        Version = 5,
        UpdatedAt = At.AddMinutes(3),
    };

    public static readonly BookingResponse CheckedIn = Confirmed with { CheckedInAt = Start.AddHours(8), Version = 6, UpdatedAt = Start.AddHours(8) };

    public static readonly BookingResponse Complained = Confirmed with
    {
        Complaint = new BookingComplaintResponse(ComplaintReason.Traveller, "Kapal tidak datang.", Start.AddHours(9), null, "", null),
        Version = 6,
    };

    public static readonly BookingResponse Decided = Complained with
    {
        RefundAmount = 750_000,
        Complaint = new BookingComplaintResponse(
            ComplaintReason.Traveller, "Kapal tidak datang.", Start.AddHours(9), 750_000, "Setengah hari tidak terlaksana", Start.AddDays(3)),
        Version = 8,
    };

    public static readonly BookingResponse Cancelled = Confirmed with
    {
        Status = BookingStatus.Cancelled,
        Reason = "cancelled_by_traveller",
        RefundAmount = 1_500_000,
        Version = 9,
    };

    public static readonly BookingPaymentResponse Paying = new(
        Waiting with { Status = BookingStatus.Paying, PaymentId = PaymentExamples.Asking.Id, Version = 3 },
        PaymentExamples.Asking with
        {
            Subject = Waiting.Id,
            Amount = Waiting.TotalAmount,
            Method = "midtrans",
            NextAction = new NextActionResponse(NextActionKind.Redirect, "https://app.midtrans.com/snap/v4/redirection/3f1b"),
        });

    public static readonly CancellationResponse Quote = new(
        new Guid("9d3c2b1a-0f1e-8d2c-9b3a-4c5d6e7f8091"), Waiting.Id, false, 1_500_000, 0, "IDR", "midtrans", CancellationPolicy.Moderate, At.AddMinutes(20));
}
