namespace Nusaloka.Sandbox;

/// <summary>Money that the sandbox gateway is to pay to a bank account.</summary>
/// <param name="Amount">More than zero, in rupiah.</param>
/// <param name="BankCode">The bank: 2 to 16 letters and digits, such as <c>bca</c>.</param>
/// <param name="AccountNumber">6 to 20 digits.</param>
/// <param name="HolderName">Whose account it is.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreateSandboxPayout")]
public sealed record CreateSandboxPayout(
    [property: Id(0)] Money Amount,
    [property: Id(1)] string BankCode,
    [property: Id(2)] string AccountNumber,
    [property: Id(3)] string HolderName)
{
    /// <summary>For logs: without the account.</summary>
    public override string ToString() => $"sandbox payout of {Amount}";
}
