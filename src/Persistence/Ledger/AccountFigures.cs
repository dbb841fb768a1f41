namespace Nusaloka.Persistence.Ledger;

/// <summary>What operations change of an account.</summary>
internal struct AccountFigures
{
    public long Balance;

    /// <summary>The sum of its open holds.</summary>
    public long Held;

    /// <summary>How many entries it has: the last one's number.</summary>
    public long EntryCount;

    /// <summary>The sum of all that came in.</summary>
    public long Received;

    public long Spender;

    /// <summary>The month and day of the next two; of another month or day they are nothing.</summary>
    public DateOnly Month;
    public DateOnly Day;

    /// <summary>What counted of the limits as received in that month, and as sent on that day.</summary>
    public long MonthReceived;
    public long DaySpent;

    /// <summary>When its last entry was made; <see cref="DateTime.MinValue"/> when it has none.</summary>
    public DateTime LastEntryAt;

    /// <summary>Before this no open hold of it expires.</summary>
    public DateTime NextExpiry;

    public readonly long Available => Balance - Held;
}
