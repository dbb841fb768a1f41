using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>An account of <see cref="LedgerModel"/>.</summary>
internal sealed record ModelAccount(bool HasFloor, ModelLimits? Limits)
{
    public long Balance { get; set; }

    public long Debits { get; set; }

    public long Credits { get; set; }

    public long Held { get; set; }

    public long Spender { get; set; }

    public long MonthReceived { get; set; }

    public long DaySpent { get; set; }

    public long Available => Balance - Held;

    /// <summary>What came in and went out, in order, with the balance after each.</summary>
    public List<(Guid Transfer, long Amount, long BalanceAfter)> Entries { get; } = [];
}

/// <summary>The limits of a tier.</summary>
internal sealed record ModelLimits(long BalanceCap, long MonthlyIncoming, long DailyOutgoing);

/// <summary>A hold of <see cref="LedgerModel"/>.</summary>
internal sealed record ModelHold(string Code, string PayeeCode, long Amount, string Fingerprint, DateOnly? CountedOn, bool ExpiresSoon)
{
    /// <summary>As the table of holds calls it.</summary>
    public string State { get; set; } = "open";

    /// <summary>The operation that captured or voided it.</summary>
    public Guid? ResolvedBy { get; set; }

    public bool IsOpen => State == "open";

    public bool IsDue { get; set; }
}

/// <summary>What was moved once, by a transfer or a capture.</summary>
internal sealed record ModelMove(LedgerOperation Operation)
{
    /// <summary>What it was answered; null until then.</summary>
    public PostingResult? Result { get; set; }

    /// <summary>How much of it refunds were asked for.</summary>
    public long AskedBack { get; set; }
}
