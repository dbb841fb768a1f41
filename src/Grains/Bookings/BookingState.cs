using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Bookings;

/// <summary>What a booking remembers.</summary>
internal sealed record BookingState : IEventSource
{
    /// <summary>Whether it was made.</summary>
    public bool Exists { get; init; }

    /// <summary>Who books.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>Who guides.</summary>
    public string GuideId { get; init; } = "";

    /// <summary>The trip.</summary>
    public string TripId { get; init; } = "";

    /// <summary>The departure.</summary>
    public string DepartureId { get; init; } = "";

    /// <summary>The trip's title when it was booked.</summary>
    public string TripTitle { get; init; } = "";

    /// <summary>The first day.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>When the first day begins.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>When the last day is over.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>Until when the guest list may change.</summary>
    public DateTimeOffset CutOffAt { get; init; }

    /// <summary>How many seats.</summary>
    public int Seats { get; init; }

    /// <summary>What one costs.</summary>
    public Money PricePerPerson { get; init; }

    /// <summary>What all cost.</summary>
    public Money Total { get; init; }

    /// <summary>What who cancels gets back.</summary>
    public CancellationPolicy Policy { get; init; }

    /// <summary>Our share of what the guide gets, as it was when it was booked.</summary>
    public int FeeBasisPoints { get; init; }

    /// <summary>Where it is.</summary>
    public BookingStatus Status { get; init; }

    /// <summary>What it has begun outside.</summary>
    public BookingStep Step { get; init; }

    /// <summary>Why it was cancelled, expired or refused.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when it must be paid.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How many payments it has begun.</summary>
    public int Payments { get; init; }

    /// <summary>The request that pays, its key and its fingerprint; null while none does.</summary>
    public string? Paying { get; init; }

    /// <summary>The payment whose money is in escrow for it; null before.</summary>
    public string? PaidBy { get; init; }

    /// <summary>What it was paid with; null before.</summary>
    public string? PaidWith { get; init; }

    /// <summary>When its money was taken up; null before.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>What goes back to the traveller.</summary>
    public Money RefundAmount { get; init; }

    /// <summary>When the guide's money is due; null when none is, or not any more.</summary>
    public DateTimeOffset? PayoutAt { get; init; }

    /// <summary>What the guide got.</summary>
    public Money? PayoutAmount { get; init; }

    /// <summary>Our fee.</summary>
    public Money? FeeAmount { get; init; }

    /// <summary>The quotes for a cancellation that may still be confirmed, and the one by which it was cancelled: one of each caller, oldest first.</summary>
    public ImmutableArray<QuotedCancellation> Quoted { get; init; } = [];

    /// <summary>How many quotes there were.</summary>
    public int Quotes { get; init; }

    /// <summary>Who comes.</summary>
    public ImmutableArray<string> Guests { get; init; } = [];

    /// <summary>What the traveller asks for.</summary>
    public string Wishes { get; init; } = "";

    /// <summary>Whom the guide reaches.</summary>
    public BookingContact? Contact { get; init; }

    /// <summary>Whether the traveller's account is closed and the people are forgotten.</summary>
    public bool IsErased { get; init; }

    /// <summary>Why the guide's money waits, or waited, for an officer; null when it does not.</summary>
    public BookingComplaint? Complaint { get; init; }

    /// <summary>When the voucher was checked.</summary>
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The request that made it.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Grows with each change.</summary>
    public long Version { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>Whether it was refused before anything was paid, so that it is as if nobody had asked.</summary>
    [JsonIgnore]
    public bool IsVoid => Status == BookingStatus.Refused && PaidBy is null;

    /// <summary>Whether something will still come of it.</summary>
    [JsonIgnore]
    public bool IsOpen => Step != BookingStep.None || PayoutAt is not null
        || Status is BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Paying or BookingStatus.Confirmed;

    /// <summary>What was booked of the departure: the guide may have moved it while nobody had seats.</summary>
    [JsonIgnore]
    public Journey Journey => new(TripId, GuideId, StartsOn, EndsOn, TimeZone);

    /// <summary>The payment that it has begun last; null when it has begun none.</summary>
    public string? PaymentId(string id) => Payments == 0 ? null : BookingRules.PaymentIdOf(id, Payments);

    /// <summary>What others see.</summary>
    public Booking View(string id) => new(
        id, AccountId, GuideId, TripId, DepartureId, TripTitle, StartsOn, EndsOn, TimeZone, StartsAt, EndsAt, CutOffAt, Seats,
        PricePerPerson, Total, Policy, Status, Reason, ExpiresAt, PaidBy ?? (Status == BookingStatus.Paying ? PaymentId(id) : null),
        RefundAmount, PayoutAmount, FeeAmount, Guests, Wishes, Contact, CheckedInAt, Version, CreatedAt, UpdatedAt,
        Complaint);
}
