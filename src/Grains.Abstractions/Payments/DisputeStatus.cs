namespace Nusaloka.Payments;

/// <summary>Where a dispute is: a payer has asked their bank for the money back.</summary>
[GenerateSerializer, Alias("nusaloka.DisputeStatus")]
public enum DisputeStatus
{
    /// <summary>The bank asks; no money has moved. Evidence may be given.</summary>
    WarningNeedsResponse = 0,

    /// <summary>The bank looks at the evidence of an inquiry; no money has moved.</summary>
    WarningUnderReview = 1,

    /// <summary>The inquiry ended without a dispute.</summary>
    WarningClosed = 2,

    /// <summary>Opened; evidence may be given.</summary>
    NeedsResponse = 3,

    /// <summary>The bank looks at the evidence.</summary>
    UnderReview = 4,

    /// <summary>Decided for us.</summary>
    Won = 5,

    /// <summary>Decided for the payer.</summary>
    Lost = 6,

    /// <summary>Settled before it became a dispute.</summary>
    Prevented = 7,
}
