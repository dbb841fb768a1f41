namespace Nusaloka.Scenarios.Wallets;

/// <summary>What a client knows of a transfer that it asked for.</summary>
internal abstract record TransferOutcome;

/// <summary>It was done: it must be there for good, once.</summary>
internal sealed record TransferAcknowledged(Guid Id, bool IsReplay) : TransferOutcome;

/// <summary>It was refused: it must not be there.</summary>
internal sealed record TransferRefused(int Status, string Code) : TransferOutcome;

/// <summary>Nobody knows: it may be there, once.</summary>
internal sealed record TransferUnanswered(string Reason) : TransferOutcome;
