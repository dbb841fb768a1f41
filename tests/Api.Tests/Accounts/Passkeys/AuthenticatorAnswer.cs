namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>What browser and authenticator are about to say: right, until a test changes it. It is signed as it is then.</summary>
internal sealed record AuthenticatorAnswer
{
    public const byte UserPresent = 0x01;
    public const byte UserVerified = 0x04;
    public const byte BackupEligible = 0x08;
    public const byte BackedUp = 0x10;
    public const byte Attested = 0x40;
    public const byte Extended = 0x80;

    public required string Type { get; init; }

    public required string Challenge { get; init; }

    public string Origin { get; init; } = SoftAuthenticator.Origin;

    public bool CrossOrigin { get; init; }

    public string? TopOrigin { get; init; }

    public string RelyingParty { get; init; } = SoftAuthenticator.RelyingParty;

    public byte Flags { get; init; } = UserPresent | UserVerified | BackupEligible | BackedUp;

    public uint Counter { get; init; }

    public required byte[] CredentialId { get; init; }

    public required byte[] PublicKey { get; init; }

    public string Format { get; init; } = "none";

    public byte[] Statement { get; init; } = [0xA0];

    /// <summary>Makes the statement from what it has to sign; instead of <see cref="Statement"/>.</summary>
    public Func<byte[], byte[]>? Attest { get; init; }

    /// <summary>CBOR behind the authenticator data, with the flag <see cref="Extended"/>.</summary>
    public byte[] Extensions { get; init; } = [];

    public string? UserHandle { get; init; }

    /// <summary>Changes to the bytes of the client data before they are signed.</summary>
    public Func<byte[], byte[]> ClientData { get; init; } = static bytes => bytes;

    /// <summary>Changes to the attestation object, which nobody signs as a whole.</summary>
    public Func<byte[], byte[]> AttestationObject { get; init; } = static bytes => bytes;

    /// <summary>Changes to the signature.</summary>
    public Func<byte[], byte[]> Signature { get; init; } = static bytes => bytes;
}
