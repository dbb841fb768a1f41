namespace Nusaloka.Accounts;

/// <summary>A change of address or number that one person asks to take back and another wants to keep.</summary>
/// <param name="AccountId">Whose account it is about.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ContestedReversal")]
public sealed record ContestedReversal(
    [property: Id(0)] string AccountId,
    [property: Id(1)] DateTimeOffset AskedAt);
