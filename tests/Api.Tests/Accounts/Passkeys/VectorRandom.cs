using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>The random bytes of a test vector: HKDF-SHA-256 with the vector's name and a running number (WebAuthn 16).</summary>
internal sealed class VectorRandom(string name)
{
    private byte _number;

    public byte[] Next(int length) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, "WebAuthn test vectors"u8.ToArray(), length, salt: [_number++], info: Encoding.UTF8.GetBytes(name));
}
