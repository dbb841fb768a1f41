using System.Collections.Immutable;

namespace Nusaloka.Accounts.Passkeys;

/// <summary>Gives an account a passkey whose registration has been verified.</summary>
/// <param name="CredentialId">Base64url without padding, of 16 to 1023 bytes; no account may have it.</param>
/// <param name="PublicKey">COSE_Key, base64url without padding, of at most 2048 bytes.</param>
/// <param name="SignCount">The authenticator's counter.</param>
/// <param name="Transports">As the browser said; what is too long or too much is left out.</param>
/// <param name="IsBackupEligible">The BE flag.</param>
/// <param name="IsBackedUp">The BS flag.</param>
/// <param name="Name">What the person calls it, 1 to 50 characters after trimming; null for "Passkey" and a number.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AddPasskey")]
public sealed record AddPasskey(
    [property: Id(0)] string CredentialId,
    [property: Id(1)] string PublicKey,
    [property: Id(2)] long SignCount,
    [property: Id(3)] ImmutableArray<string> Transports,
    [property: Id(4)] bool IsBackupEligible,
    [property: Id(5)] bool IsBackedUp,
    [property: Id(6)] string? Name);
