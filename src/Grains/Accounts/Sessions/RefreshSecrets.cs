using System.Buffers.Binary;
using System.Security.Cryptography;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>
/// The secrets of refresh tokens. That of generation n is HMAC-SHA256 of n under the session's own random key, which is stored
/// wrapped with the master key: so the same token can be answered again to whoever lost the answer, while what lies in the database is
/// good for nothing.
/// </summary>
internal sealed class RefreshSecrets(KeyWrap wrap)
{
    private const int KeyLength = 32;

    /// <summary>A new key for a session.</summary>
    public string NewKey(string sessionId) => wrap.Wrap(sessionId, RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>The secret of a generation.</summary>
    public byte[] Of(string sessionId, string wrappedKey, int generation)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, generation);
        var key = wrap.Unwrap(sessionId, wrappedKey);
        try
        {
            return HMACSHA256.HashData(key, number);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>What is stored of a secret.</summary>
    public static string Hash(byte[] secret) => Convert.ToBase64String(SHA256.HashData(secret));

    /// <summary>Whether the token was given out by the session. The newest is known by its hash, older ones by making them again.</summary>
    public bool IsGenuine(SessionState session, RefreshToken token)
    {
        if (token.Generation > session.Generation)
            return false;
        if (token.Generation == session.Generation)
        {
            return CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(token.Secret), Convert.FromBase64String(session.SecretHash));
        }

        return CryptographicOperations.FixedTimeEquals(token.Secret, Of(session.Id, session.WrappedKey, token.Generation));
    }
}
