namespace Nusaloka.Grains.Payments;

/// <summary>What a payment has begun outside and must bring to an end. It is written before it is done.</summary>
internal enum PaymentStep
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The order at the gateway.</summary>
    Confirm = 1,

    /// <summary>The capture at the gateway.</summary>
    Capture = 2,

    /// <summary>The cancellation at the gateway.</summary>
    Cancel = 3,

    /// <summary>The ledger entry of money that the gateway has.</summary>
    Settle = 4,
}
