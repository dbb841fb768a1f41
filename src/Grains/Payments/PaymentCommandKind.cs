namespace Nusaloka.Grains.Payments;

/// <summary>What can be asked of a payment.</summary>
internal enum PaymentCommandKind
{
    /// <summary>To pay.</summary>
    Confirm,

    /// <summary>To take what is authorized.</summary>
    Capture,

    /// <summary>To give it up.</summary>
    Cancel,

    /// <summary>To give money back.</summary>
    Refund,

    /// <summary>To end it, because its time has come.</summary>
    Expire,
}
