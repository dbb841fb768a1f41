using System.Collections.Immutable;

namespace Nusaloka.Accounts.Passkeys;

/// <summary>A person's WebAuthn credential: what we keep of it. Nothing of it is secret; the private key never leaves the authenticator.</summary>
/// <param name="Id">Our name for it: a UUID made from the credential id.</param>
/// <param name="CredentialId">The authenticator's name for it: base64url without padding, of 16 to 1023 bytes.</param>
/// <param name="PublicKey">The public key as COSE_Key (RFC 9052): base64url without padding.</param>
/// <param name="SignCount">The signature counter at its last use; 0 for authenticators that do not count.</param>
/// <param name="Transports">How a browser reaches it (internal, hybrid, usb, …), as the browser said when it was added.</param>
/// <param name="IsBackupEligible">Whether it may be copied to other devices, as synced passkeys are.</param>
/// <param name="IsBackedUp">Whether it was so copied when it was last used.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="LastUsedAt">When somebody last signed in with it, UTC; null when nobody has.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Passkey")]
public sealed record Passkey(
    [property: Id(0)] string Id,
    [property: Id(1)] string CredentialId,
    [property: Id(2)] string PublicKey,
    [property: Id(3)] long SignCount,
    [property: Id(4)] ImmutableArray<string> Transports,
    [property: Id(5)] bool IsBackupEligible,
    [property: Id(6)] bool IsBackedUp,
    [property: Id(7)] string Name,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset? LastUsedAt);
