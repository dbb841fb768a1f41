namespace Nusaloka.Payments;

/// <summary>An officer closes a difference by hand.</summary>
/// <param name="DifferenceId">Which.</param>
/// <param name="OfficerId">Who.</param>
/// <param name="Reason">Why: 1 to <see cref="PaymentLimits.MaxReasonLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CloseDifference")]
public sealed record CloseDifference(
    [property: Id(0)] Guid DifferenceId,
    [property: Id(1)] string OfficerId,
    [property: Id(2)] string Reason);
