namespace Nusaloka.Payments;

/// <summary>
/// An account of ours in the ledger: escrow, fees, a gateway's clearing, what waits for officers (<c>system:payment_suspense</c>). Below zero is what others
/// owe us or what we have given.
/// </summary>
/// <param name="Code">Its name in the ledger.</param>
/// <param name="Balance">What it holds.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SystemBalance")]
public sealed record SystemBalance([property: Id(0)] string Code, [property: Id(1)] Money Balance);
