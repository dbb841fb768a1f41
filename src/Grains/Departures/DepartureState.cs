using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Departures;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Departures;

/// <summary>What a departure remembers. It is written whole with each commit, so what grows with its seats is short.</summary>
internal sealed record DepartureState : IBatchedState<DepartureState>
{
    /// <summary>What the guide has said; null before.</summary>
    public DepartureTerms? Terms { get; init; }

    /// <summary>Whether it was called off.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether as many seats as it needs were sold at its cut-off, or paid soon after: then it takes place, whoever cancels later.</summary>
    public bool IsGuaranteed { get; init; }

    /// <summary>Who has which seats.</summary>
    public SeatMap Seats { get; init; } = SeatMap.Empty;

    /// <summary>Who waits for seats, in order.</summary>
    public ImmutableArray<Waiter> Waiting { get; init; } = [];

    /// <summary>How many have ever joined the waiting list.</summary>
    public long Joined { get; init; }

    /// <summary>Who was offered seats and waits no more, the last ones.</summary>
    public ImmutableArray<PastOffers> PastOffers { get; init; } = [];

    /// <summary>The bookings that were released last.</summary>
    public ReleasedBookings Released { get; init; } = ReleasedBookings.None;

    /// <summary>Grows by one with each change that the guide makes.</summary>
    public long Version { get; init; }

    /// <summary>When the guide last changed it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>Seats that are kept for people who waited for them.</summary>
    [JsonIgnore]
    public int Offered
    {
        get
        {
            var seats = 0;
            foreach (var waiter in Waiting)
                seats += waiter.OfferedUntil is null ? 0 : waiter.Seats;
            return seats;
        }
    }

    /// <summary>Seats that somebody has.</summary>
    [JsonIgnore]
    public int Taken => Seats.Held + Seats.Sold + Offered;

    /// <summary>Seats that anybody may take.</summary>
    [JsonIgnore]
    public int Free => Terms is null ? 0 : Terms.Capacity - Taken;

    /// <summary>When the next hold or offer is over, or earlier; null when there is none.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextOver
    {
        get
        {
            var next = Seats.NextOver;
            foreach (var waiter in Waiting)
                next = waiter.OfferedUntil is { } until && !(next <= until) ? until : next;
            return next;
        }
    }

    public DepartureState WithEvents(IReadOnlyList<OutboxEvent> events) =>
        ReferenceEquals(events, PendingEvents) || (events.Count == 0 && PendingEvents.Count == 0) ? this : this with { PendingEvents = events };

    /// <summary>Without somebody on the waiting list; how often they were offered seats is remembered.</summary>
    public DepartureState WithoutWaiter(Waiter waiter)
    {
        var rest = this with { Waiting = Waiting.Remove(waiter) };
        if (waiter.Offers == 0)
            return rest;
        var past = PastOffers.RemoveAll(one => one.AccountId == waiter.AccountId);
        past = past.Length < DepartureLimits.MaxRememberedOffers ? past : past.RemoveAt(0);
        return rest with { PastOffers = past.Add(new PastOffers(waiter.AccountId, waiter.Offers)) };
    }

    /// <summary>With one more event.</summary>
    public DepartureState Telling(string type, object payload) => this with { PendingEvents = [.. PendingEvents, new OutboxEvent(type, payload)] };
}
