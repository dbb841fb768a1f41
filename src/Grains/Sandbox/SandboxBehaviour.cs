namespace Nusaloka.Grains.Sandbox;

/// <summary>What a test payment is to play. Everything but the first four pays, and adds something to it.</summary>
internal enum SandboxBehaviour
{
    /// <summary>Pays.</summary>
    Pay = 0,

    /// <summary>The bank refuses.</summary>
    Decline = 1,

    /// <summary>The bank refuses: there is not enough on the account.</summary>
    DeclineForFunds = 2,

    /// <summary>No test card: refused, so that nobody's real card is taken.</summary>
    DeclineUnknownCard = 3,

    /// <summary>The payer must confirm to the bank first.</summary>
    ThreeDSecure = 4,

    /// <summary>The bank takes five seconds.</summary>
    Processing = 5,

    /// <summary>Pays, and the request is never answered.</summary>
    NoAnswer = 6,

    /// <summary>Pays, and the request is answered with a 500.</summary>
    ServerError = 7,

    /// <summary>Pays, and the request is answered two seconds after the webhook.</summary>
    LateAnswer = 8,

    /// <summary>The webhook comes three seconds late.</summary>
    LateWebhook = 9,

    /// <summary>Each webhook comes ten times.</summary>
    TenfoldWebhook = 10,

    /// <summary>The webhook that it is being processed comes a second after the one that it has succeeded.</summary>
    WebhooksOutOfOrder = 11,

    /// <summary>Before each webhook comes one that somebody else has signed.</summary>
    ForgedWebhook = 12,

    /// <summary>The webhook names one rupiah more than was asked for.</summary>
    OtherAmount = 13,

    /// <summary>The payer disputes it after a second, and wins after three.</summary>
    DisputeLost = 14,

    /// <summary>The payer disputes it after a second, and loses after three.</summary>
    DisputeWon = 15,

    /// <summary>Refunds fail after a second.</summary>
    RefundFails = 16,

    /// <summary>When it is canceled, the payer's money arrives all the same two seconds later.</summary>
    LatePayment = 17,
}
