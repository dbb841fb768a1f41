namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>An entry of a clearing account beside what stands for it.</summary>
internal sealed record ClearingEntry
{
    /// <summary>Its number.</summary>
    public long Seq { get; init; }

    /// <summary>Its transfer.</summary>
    public Guid TransferId { get; init; }

    /// <summary>What it did to the account, in whole rupiah.</summary>
    public long Amount { get; init; }

    /// <summary>The balance that it left, as it says.</summary>
    public long BalanceAfter { get; init; }

    /// <summary>What the transfer names.</summary>
    public string? Reference { get; init; }

    /// <summary>What a payment or withdrawal makes by that transfer; null when none makes it.</summary>
    public long? Expected { get; init; }
}
