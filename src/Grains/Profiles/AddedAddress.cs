namespace Nusaloka.Grains.Profiles;

/// <summary>That an address was added under an Idempotency-Key.</summary>
/// <param name="Id">Of the address, made from the key.</param>
/// <param name="Fingerprint">Of what was asked.</param>
public sealed record AddedAddress(string Id, string Fingerprint);
