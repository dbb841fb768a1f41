namespace Nusaloka.Sandbox;

/// <summary>What the payer does on the pay page.</summary>
[GenerateSerializer, Alias("nusaloka.SandboxAction")]
public enum SandboxAction
{
    /// <summary>Pays.</summary>
    Pay = 0,

    /// <summary>Walks away.</summary>
    Decline = 1,

    /// <summary>Confirms the card payment to the bank.</summary>
    Approve = 2,

    /// <summary>Tells the bank that it was somebody else.</summary>
    Refuse = 3,
}
