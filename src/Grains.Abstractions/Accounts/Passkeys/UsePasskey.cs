namespace Nusaloka.Accounts.Passkeys;

/// <summary>What an authenticator said of itself in an assertion whose signature has been verified.</summary>
/// <param name="CredentialId">Base64url without padding.</param>
/// <param name="SignCount">Its counter.</param>
/// <param name="IsBackupEligible">The BE flag.</param>
/// <param name="IsBackedUp">The BS flag.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.UsePasskey")]
public sealed record UsePasskey(
    [property: Id(0)] string CredentialId,
    [property: Id(1)] long SignCount,
    [property: Id(2)] bool IsBackupEligible,
    [property: Id(3)] bool IsBackedUp);
