namespace Nusaloka.Persistence.Outbox;

/// <summary>What became of one event, to be recorded.</summary>
/// <param name="Key">The event.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Attempts">Failed attempts so far.</param>
/// <param name="ClaimedAttempts">The attempts that this deliverer's claim left in the row; more of them mean that another has claimed it since.</param>
/// <param name="NextAttemptAt">When it is due again, if it is.</param>
/// <param name="Error">Why it failed, if it did.</param>
internal sealed record DeliveryOutcome(
    EventKey Key, DeliveryOutcomeKind Kind, int Attempts, int ClaimedAttempts, DateTimeOffset NextAttemptAt, string? Error);
