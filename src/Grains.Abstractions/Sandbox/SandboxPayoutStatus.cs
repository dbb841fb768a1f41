namespace Nusaloka.Sandbox;

/// <summary>Where a payout is at the sandbox gateway.</summary>
[GenerateSerializer, Alias("nusaloka.SandboxPayoutStatus")]
public enum SandboxPayoutStatus
{
    /// <summary>On its way.</summary>
    Pending = 0,

    /// <summary>The bank has it.</summary>
    Succeeded = 1,

    /// <summary>The bank has not taken it.</summary>
    Failed = 2,
}
