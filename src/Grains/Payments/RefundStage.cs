namespace Nusaloka.Grains.Payments;

/// <summary>What a refund has to do next.</summary>
internal enum RefundStage
{
    /// <summary>To take the money from where it is to the gateway's clearing account.</summary>
    Reserve = 0,

    /// <summary>To tell the gateway.</summary>
    Send = 1,

    /// <summary>To wait until the gateway has done it.</summary>
    Wait = 2,

    /// <summary>To bring the money back to where it was, because the gateway could not do it.</summary>
    Return = 3,

    /// <summary>Nothing.</summary>
    Done = 4,
}
