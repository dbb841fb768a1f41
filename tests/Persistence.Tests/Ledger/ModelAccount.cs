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
}

/// <summary>The limits of a tier.</summary>
internal sealed record ModelLimits(long BalanceCap, long MonthlyIncoming, long DailyOutgoing);

/// <summary>A hold of <see cref="LedgerModel"/>.</summary>
internal sealed record ModelHold(string Code, string PayeeCode, long Amount, string Fingerprint, DateOnly? CountedOn, bool ExpiresSoon)
{
    public bool IsOpen { get; set; } = true;

    public bool IsDue { get; set; }
}
