namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Where a payout is at its gateway.</summary>
[GenerateSerializer, Alias("nusaloka.PayoutStatus")]
internal enum PayoutStatus
{
    /// <summary>On its way.</summary>
    Pending = 0,

    /// <summary>The bank has it.</summary>
    Succeeded = 1,

    /// <summary>The bank has not taken it; the money stays with us.</summary>
    Failed = 2,
}
