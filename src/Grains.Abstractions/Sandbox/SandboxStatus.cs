namespace Nusaloka.Sandbox;

/// <summary>Where a payment is at the sandbox gateway.</summary>
[GenerateSerializer, Alias("nusaloka.SandboxStatus")]
public enum SandboxStatus
{
    /// <summary>Waits for the payer, see <see cref="SandboxStep"/>.</summary>
    RequiresAction = 0,

    /// <summary>Waits for the bank.</summary>
    Processing = 1,

    /// <summary>Authorized: waits for its capture.</summary>
    RequiresCapture = 2,

    /// <summary>The money was taken.</summary>
    Succeeded = 3,

    /// <summary>Refused.</summary>
    Declined = 4,

    /// <summary>Given up or expired.</summary>
    Canceled = 5,
}
