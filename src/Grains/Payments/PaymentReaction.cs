namespace Nusaloka.Grains.Payments;

/// <summary>What a payment does about something that its gateway says.</summary>
internal enum PaymentReaction
{
    /// <summary>Nothing: it is old news.</summary>
    Ignore,

    /// <summary>To ask the payer.</summary>
    Ask,

    /// <summary>To wait for the gateway.</summary>
    Wait,

    /// <summary>To wait for capture.</summary>
    Authorize,

    /// <summary>To put the money into the ledger.</summary>
    Settle,

    /// <summary>To let the payer try something else.</summary>
    Decline,

    /// <summary>To end.</summary>
    Cancel,

    /// <summary>To give money back that came too late.</summary>
    RefundLate,

    /// <summary>To release what was authorized too late.</summary>
    Release,
}
