namespace Nusaloka.Codes;

/// <summary>Shows a code. Exactly one of e-mail and phone is given: the one that the code went to.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="FlowId">See <see cref="CodeRequested.FlowId"/>.</param>
/// <param name="Code">The digits; spaces between them are dropped.</param>
/// <param name="Origin">The network that it is shown from.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RedeemCode")]
public sealed record RedeemCode(
    [property: Id(0)] string? Email,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string FlowId,
    [property: Id(3)] string Code,
    [property: Id(4)] string Origin = "")
{
    /// <summary>For logs: without the code.</summary>
    public override string ToString() => nameof(RedeemCode);
}
