namespace Nusaloka.Sandbox;

/// <summary>A payment that the sandbox gateway is to take.</summary>
/// <param name="Amount">More than zero, in rupiah.</param>
/// <param name="Description">What the payer reads: at most 200 characters.</param>
/// <param name="ManualCapture">Authorize now, capture later.</param>
/// <param name="Card">A test card number to confirm with at once; null: the payer acts.</param>
/// <param name="Channel"><c>qris</c>, a virtual account such as <c>bca_va</c>, or <c>instant</c>; null: the pay page.</param>
/// <param name="ReturnUrl">Where the pay page sends the payer back to: http or https.</param>
/// <param name="ExpiresAt">Until when it can be paid.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreateSandboxPayment")]
public sealed record CreateSandboxPayment(
    [property: Id(0)] Money Amount,
    [property: Id(1)] string Description,
    [property: Id(2)] bool ManualCapture,
    [property: Id(3)] string? Card,
    [property: Id(4)] string? Channel,
    [property: Id(5)] string ReturnUrl,
    [property: Id(6)] DateTimeOffset ExpiresAt)
{
    /// <summary>For logs: without the card.</summary>
    public override string ToString() => $"sandbox payment of {Amount}";
}
