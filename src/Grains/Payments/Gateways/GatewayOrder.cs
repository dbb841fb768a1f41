namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>A payment that a gateway is to take.</summary>
/// <param name="PaymentId">Our id; the gateway's own key for doing it once is made from it.</param>
/// <param name="PayerId">The account that pays.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Description">What the payer reads at the gateway.</param>
/// <param name="ManualCapture">Authorize now, capture later; only with <see cref="GatewayAbilities.ManualCapture"/>.</param>
/// <param name="PaymentMethod">A token of the gateway, or a test card number of the sandbox; null: the payer chooses on the gateway's page.</param>
/// <param name="Channel">The gateway's way to pay, such as <c>qris</c> or <c>bca_va</c>; null: the payer chooses on the gateway's page.</param>
/// <param name="ReturnUrl">Where the gateway's page sends the payer back to.</param>
/// <param name="ExpiresAt">Until when it can be paid.</param>
internal sealed record GatewayOrder(
    Guid PaymentId,
    string PayerId,
    Money Amount,
    string Description,
    bool ManualCapture,
    string? PaymentMethod,
    string? Channel,
    Uri ReturnUrl,
    DateTimeOffset ExpiresAt)
{
    /// <summary>Since when it may be at the gateway, because the answer to an earlier sending never came and it was not found; null when it is sent for the first time.</summary>
    public DateTimeOffset? TriedSince { get; init; }
}
