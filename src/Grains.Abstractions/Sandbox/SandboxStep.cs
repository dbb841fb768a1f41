namespace Nusaloka.Sandbox;

/// <summary>What the payer has to do at the sandbox gateway.</summary>
[GenerateSerializer, Alias("nusaloka.SandboxStep")]
public enum SandboxStep
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Pay on the pay page, by card or by its button.</summary>
    Pay = 1,

    /// <summary>Transfer to a virtual account; the pay page plays the bank.</summary>
    Transfer = 2,

    /// <summary>Scan a QR code; the pay page plays the wallet.</summary>
    Scan = 3,

    /// <summary>Confirm the card payment, as 3-D Secure asks; the pay page plays the bank.</summary>
    Confirm = 4,
}
