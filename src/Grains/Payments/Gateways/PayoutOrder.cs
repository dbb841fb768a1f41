namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Money that a gateway is to pay to a bank account.</summary>
/// <param name="PayoutId">Our id; the gateway's own key for doing it once is made from it.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="BankCode">The bank, such as <c>bca</c>.</param>
/// <param name="AccountNumber">Digits; never in a log.</param>
/// <param name="HolderName">Whose account it is.</param>
/// <param name="Description">What the receiver reads.</param>
internal sealed record PayoutOrder(
    Guid PayoutId, Money Amount, string BankCode, string AccountNumber, string HolderName, string Description)
{
    /// <summary>For logs: the id and the amount alone.</summary>
    public override string ToString() => $"payout {PayoutId} of {Amount}";
}
