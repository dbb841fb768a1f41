namespace Nusaloka.Payments;

/// <summary>One comparison of what we have with what the gateways have.</summary>
/// <param name="Id">UUID.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC.</param>
/// <param name="Payments">How many payments were compared.</param>
/// <param name="Withdrawals">How many withdrawals were compared.</param>
/// <param name="Differences">How many of all of them differ.</param>
/// <param name="Unreached">The gateways that did not answer, with commas between; empty when all did. What is theirs is compared next time.</param>
/// <param name="IsComplete">Whether all that was due was compared; otherwise the rest follows soon.</param>
/// <param name="Entries">How many entries of clearing accounts were compared with what payments and withdrawals make.</param>
/// <param name="Listed">How many payments and payouts that gateways list were looked up here.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Reconciliation")]
public sealed record Reconciliation(
    [property: Id(0)] Guid Id,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] DateTimeOffset FinishedAt,
    [property: Id(3)] int Payments,
    [property: Id(4)] int Withdrawals,
    [property: Id(5)] int Differences,
    [property: Id(6)] string Unreached,
    [property: Id(7)] bool IsComplete,
    [property: Id(8)] int Entries = 0,
    [property: Id(9)] int Listed = 0);
