using System.Collections.Immutable;

namespace Nusaloka.Accounts.Passkeys;

/// <summary>
/// The passkeys that somebody with an e-mail address or phone number may sign in with. For an identifier that nobody has, or whose
/// account has no passkeys, account and passkeys are made up, the same each time, and look like others.
/// </summary>
/// <param name="AccountId">Whose they are; an id that no account has when they are made up.</param>
/// <param name="Passkeys">At least one.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PasskeyCandidates")]
public sealed record PasskeyCandidates(
    [property: Id(0)] string AccountId,
    [property: Id(1)] ImmutableArray<PasskeyDescriptor> Passkeys);
