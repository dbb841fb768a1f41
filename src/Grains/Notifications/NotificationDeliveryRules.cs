using System.Collections.Immutable;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>The decisions about one delivery.</summary>
internal static class NotificationDeliveryRules
{
    private const int MaxFailureLength = 300;

    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(30);

    /// <summary>The id of the one delivery of a notification on a channel, to a device where it has several.</summary>
    public static string IdOf(Guid notificationId, NotificationChannel channel, string? target) =>
        NameBasedId.Create($"delivery\n{notificationId}\n{channel}\n{target}").ToString();

    /// <summary>The id of the delivery of a digest.</summary>
    public static string IdOfDigest(string accountId, ImmutableArray<Guid> notifications) =>
        NameBasedId.Create($"digest\n{accountId}\n{string.Join('\n', notifications)}").ToString();

    /// <summary>It was taken.</summary>
    public static NotificationDeliveryState Sent(NotificationDeliveryState state, DateTimeOffset now) =>
        Ended(Tried(state, null, now), NotificationDeliveryStatus.Sent, now);

    /// <summary>There is nothing to deliver any more.</summary>
    public static NotificationDeliveryState Canceled(NotificationDeliveryState state, DateTimeOffset now) =>
        Ended(state, NotificationDeliveryStatus.Canceled, now);

    /// <summary>It was refused for good.</summary>
    public static NotificationDeliveryState Refused(NotificationDeliveryState state, string why, DateTimeOffset now) =>
        Ended(Tried(state, why, now), NotificationDeliveryStatus.Failed, now);

    /// <summary>It failed: it is tried again after a pause, or is a dead letter.</summary>
    /// <param name="state">What was tried.</param>
    /// <param name="why">Why it failed.</param>
    /// <param name="now">When.</param>
    /// <param name="random">From 0 to 1: spreads what failed together.</param>
    /// <param name="atLeast">How long who takes it wants to be left alone; null when it has not said.</param>
    public static NotificationDeliveryState Failed(NotificationDeliveryState state, string why, DateTimeOffset now, double random, TimeSpan? atLeast = null)
    {
        var tried = Tried(state, why, now) with { Failures = state.Failures + 1 };
        if (tried.Failures >= NotificationLimits.MaxAttempts)
            return Ended(tried, NotificationDeliveryStatus.Dead, now);

        var pause = DeliveryPause.After(tried.Failures, random);
        // What all were told at once they do not do at once.
        return tried with { DueAt = now + (atLeast > pause ? atLeast.Value + (Spread * random) : pause) };
    }

    /// <summary>It is asked for once more; null while it is on its way or was sent.</summary>
    public static NotificationDeliveryState? Again(NotificationDeliveryState state, DateTimeOffset now) =>
        state.Status is NotificationDeliveryStatus.Failed or NotificationDeliveryStatus.Dead
            ? state with { Status = NotificationDeliveryStatus.Pending, Failures = 0, DueAt = now, EndedAt = null }
            : null;

    /// <summary>What the person and staff see.</summary>
    public static NotificationDelivery View(string id, NotificationDeliveryState state, OrderedDelivery order) => new(
        id, order.AccountId, [.. order.NotificationIds.Select(static one => one.ToString())], order.Channel, state.Status, state.Attempts,
        state.CreatedAt, state.DueAt, state.EndedAt);

    private static NotificationDeliveryState Tried(NotificationDeliveryState state, string? why, DateTimeOffset now)
    {
        var attempts = state.Attempts.Add(new DeliveryAttempt(now, why is null ? null : Readable(why)));
        return state with { Attempts = [.. attempts.TakeLast(NotificationLimits.MaxKeptAttempts)] };
    }

    /// <summary>A part of a failure that can be stored. It may quote who was called, who may have said anything: what cannot be stored would be tried for ever.</summary>
    private static string Readable(string why) =>
        string.Concat(why.Take(MaxFailureLength).Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));

    private static NotificationDeliveryState Ended(NotificationDeliveryState state, NotificationDeliveryStatus status, DateTimeOffset now) =>
        state with { Status = status, DueAt = null, EndedAt = now };
}
