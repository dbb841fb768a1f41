using System.Collections.Immutable;
using System.Security.Cryptography;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Storage;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// The decisions about a trip: pure functions from state and command to the next state, the same one when nothing changes.
/// </summary>
internal static class TripRules
{
    /// <summary>The trip is begun.</summary>
    public static Result<TripState> Create(string id, TripState state, CreateTrip command, DateTimeOffset now)
    {
        var details = TripDetailsRules.Parse(command.Details);
        if (!details.IsSuccess)
            return details.Error;
        var from = Convert.ToHexStringLower(SHA256.HashData(StateJson.Serialize(details.Value)));
        if (state.Details is not null)
            return state.GuideId == command.GuideId && state.CreatedFrom == from ? state : TripErrors.KeyReused;

        var begun = new TripState { GuideId = command.GuideId, CreatedFrom = from, CreatedAt = now };
        return Next(id, begun, TripRevisionKind.Created, details.Value, command.GuideId, now);
    }

    /// <summary>Something else is written.</summary>
    public static Result<TripState> Change(string id, TripState state, ChangeTrip command, DateTimeOffset now)
    {
        if (Refusal(state, command.Actor, command.ExpectedVersion) is { } refusal)
            return refusal;
        var details = TripDetailsRules.Parse(command.Details);
        if (!details.IsSuccess)
            return details.Error;
        if (state.Status == TripStatus.Published && TripDetailsRules.Missing(details.Value) is { IsEmpty: false } missing)
            return TripErrors.Incomplete(missing);

        return Next(id, state, TripRevisionKind.Changed, details.Value, command.Actor.AccountId, now);
    }

    /// <summary>The trip can be found and booked.</summary>
    /// <param name="id">The trip's id.</param>
    /// <param name="state">As it is.</param>
    /// <param name="command">Who wants it.</param>
    /// <param name="isGuideVerified">Whether we know who the guide is.</param>
    /// <param name="now">When.</param>
    public static Result<TripState> Publish(string id, TripState state, TripCommand command, bool isGuideVerified, DateTimeOffset now)
    {
        if (Refusal(state, command.Actor, command.ExpectedVersion) is { } refusal)
            return refusal;
        if (state.Status == TripStatus.Published)
            return state;
        var details = Written(state);
        if (TripDetailsRules.Missing(details) is { IsEmpty: false } missing)
            return TripErrors.Incomplete(missing);
        if (!isGuideVerified)
            return TripErrors.GuideNotVerified;

        var next = state with { Status = TripStatus.Published, PublishedAt = state.PublishedAt ?? now };
        return Next(id, next, TripRevisionKind.Published, details, command.Actor.AccountId, now) with
        {
            PendingEvents = [new OutboxEvent(TripPublished.Type, new TripPublished(id, state.GuideId))],
        };
    }

    /// <summary>The trip is off the market.</summary>
    public static Result<TripState> Archive(string id, TripState state, TripCommand command, DateTimeOffset now)
    {
        if (Refusal(state, command.Actor, command.ExpectedVersion) is { } refusal)
            return refusal;
        return state.Status == TripStatus.Archived ? state : End(id, state, TripStatus.Archived, TripRevisionKind.Archived, command, now);
    }

    /// <summary>The trip is gone for almost everybody.</summary>
    public static Result<TripState> Delete(string id, TripState state, TripCommand command, DateTimeOffset now)
    {
        var refusal = Refusal(state, command.Actor, command.ExpectedVersion);
        if (refusal == TripErrors.Deleted)
            return state;
        return refusal is not null ? refusal : End(id, state, TripStatus.Deleted, TripRevisionKind.Deleted, command, now);
    }

    /// <summary>Whether the person sees the trip.</summary>
    /// <param name="state">The trip.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="hasBooked">Whether they paid for a booking of it, and did not get everything back; only asked for when it was deleted.</param>
    public static bool CanSee(TripState state, TripActor viewer, bool hasBooked) =>
        state.Details is not null
        && ((state.GuideId == viewer.AccountId && viewer.AccountId.Length > 0) || viewer.IsStaff || state.Status switch
        {
            TripStatus.Published => true,
            // A draft that was put away was never anybody else's business.
            TripStatus.Archived => state.PublishedAt is not null,
            TripStatus.Deleted => hasBooked,
            _ => false,
        });

    /// <summary>What is seen of it; <c>trip_not_found</c> when there never was one.</summary>
    public static Result<Trip> View(string id, TripState state) => state.Details is { } details
        ? new Trip(id, state.GuideId, state.Status, state.Version, details, state.CreatedAt, state.UpdatedAt, state.PublishedAt)
        : TripErrors.NotFound;

    private static TripState End(
        string id, TripState state, TripStatus status, TripRevisionKind kind, TripCommand command, DateTimeOffset now)
    {
        var next = Next(id, state with { Status = status }, kind, Written(state), command.Actor.AccountId, now);
        return state.Status == TripStatus.Published
            ? next with { PendingEvents = [new OutboxEvent(TripArchived.Type, new TripArchived(id, state.GuideId))] }
            : next;
    }

    /// <summary>Why the person cannot change the trip; null when they can.</summary>
    private static Error? Refusal(TripState state, TripActor actor, long? expectedVersion)
    {
        var isTheirs = state.GuideId == actor.AccountId || actor.IsAdmin;
        if (!CanSee(state, actor, hasBooked: false))
            return TripErrors.NotFound;
        if (!isTheirs)
            return TripErrors.NotYours;
        if (state.Status == TripStatus.Deleted)
            return TripErrors.Deleted;
        return expectedVersion is { } expected && expected != state.Version ? TripErrors.VersionMismatch : null;
    }

    private static TripState Next(
        string id, TripState state, TripRevisionKind kind, TripDetails details, string actorId, DateTimeOffset now)
    {
        var (changed, written) = TripRevisions.Compare(state.Details, details);
        if (kind == TripRevisionKind.Changed && changed.IsEmpty)
            return state;

        var version = state.Version + 1;
        return state with
        {
            Details = details,
            Version = version,
            UpdatedAt = now,
            LastRevision = new TripRevision(version, kind, actorId, now, changed, written),
            PendingEvents = kind == TripRevisionKind.Changed ? NewsOf(id, state, details, version, changed, now) : ImmutableArray<OutboxEvent>.Empty,
        };
    }

    private static ImmutableArray<OutboxEvent> NewsOf(string id, TripState state, TripDetails details, long version, ImmutableArray<string> changed, DateTimeOffset now)
    {
        var news = ImmutableArray.CreateBuilder<OutboxEvent>();
        if (state.Status == TripStatus.Published && PriceFalls.Between(Written(state), details, DateOnly.FromDateTime(now.UtcDateTime)) is var (before, price))
            news.Add(new OutboxEvent(TripPriceFell.Type, new TripPriceFell(id, before, price)));
        // What never was published nobody has booked.
        if (state.PublishedAt is not null && TripRevisions.Sold(changed) is { IsEmpty: false } sold)
            news.Add(new OutboxEvent(TripChanged.Type, new TripChanged(id, version, sold, details.Title)));
        return news.ToImmutable();
    }

    private static TripDetails Written(TripState state) =>
        state.Details ?? throw new InvalidOperationException("A trip that nobody has begun was taken for one.");
}
