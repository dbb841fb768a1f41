namespace Nusaloka.Payments;

/// <summary>What the person must do so that a payment goes on.</summary>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Value">The address, the account number (bank code, a space, the number) or the text of the QR code.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NextAction")]
public sealed record NextAction(
    [property: Id(0)] NextActionKind Kind,
    [property: Id(1)] string Value);
