using System.Collections.Immutable;

namespace Nusaloka.Accounts.Passkeys;

/// <summary>What a browser is told of a passkey that may be used (WebAuthn, PublicKeyCredentialDescriptor).</summary>
/// <param name="CredentialId">Base64url without padding.</param>
/// <param name="Transports">How it is reached.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PasskeyDescriptor")]
public sealed record PasskeyDescriptor(
    [property: Id(0)] string CredentialId,
    [property: Id(1)] ImmutableArray<string> Transports);
