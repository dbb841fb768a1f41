namespace Nusaloka.Grains.Sandbox;

/// <summary>What happens to a sandbox payment by itself.</summary>
internal enum SandboxDueKind
{
    /// <summary>Nobody has paid or captured it in time.</summary>
    Expire = 0,

    /// <summary>The bank has made up its mind.</summary>
    Settle = 1,

    /// <summary>Money arrives for a payment that was canceled.</summary>
    PayLate = 2,

    /// <summary>The payer disputes it; the money is withdrawn.</summary>
    OpenDispute = 3,

    /// <summary>The dispute is decided.</summary>
    CloseDispute = 4,

    /// <summary>A refund fails.</summary>
    FailRefund = 5,
}
