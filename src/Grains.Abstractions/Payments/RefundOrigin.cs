namespace Nusaloka.Payments;

/// <summary>Why a refund came to be.</summary>
[GenerateSerializer, Alias("nusaloka.RefundOrigin")]
public enum RefundOrigin
{
    /// <summary>Somebody asked for it here.</summary>
    Requested = 0,

    /// <summary>The money came after the payment was canceled or had expired.</summary>
    LatePayment = 1,

    /// <summary>The wallet could not take the money, because of its limits or because it is closed.</summary>
    Undeliverable = 2,

    /// <summary>An officer gave quarantined money back.</summary>
    Quarantine = 3,

    /// <summary>It was made at the gateway and not by us.</summary>
    Gateway = 4,

    /// <summary>The money could not go back the way it came, so it goes to the payer's wallet.</summary>
    Instead = 5,

    /// <summary>An officer gives it back outside of here, because there is no way in here: it leaves escrow for our account for open questions.</summary>
    ByHand = 6,
}
