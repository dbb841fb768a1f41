namespace Nusaloka.Payments;

/// <summary>Where a refund is.</summary>
[GenerateSerializer, Alias("nusaloka.RefundStatus")]
public enum RefundStatus
{
    /// <summary>Asked for; the money has not arrived.</summary>
    Pending = 0,

    /// <summary>The money is back with the payer.</summary>
    Succeeded = 1,

    /// <summary>The gateway could not give it back; nothing has left us, or it has come back.</summary>
    Failed = 2,

    /// <summary>Taken back before it was carried out.</summary>
    Canceled = 3,
}
