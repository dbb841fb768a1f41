namespace Nusaloka.Testing;

/// <summary>One entry of a wallet's written history.</summary>
/// <param name="At">When it was committed, in whole microseconds.</param>
/// <param name="Amount">Positive in, negative out.</param>
/// <param name="Description">What it was for.</param>
/// <param name="Kind">The number of its kind, as the ledger keeps it.</param>
public sealed record WrittenLine(DateTimeOffset At, long Amount, string Description = "", short Kind = 0);
