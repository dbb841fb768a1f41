using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Nusaloka.Accounts.Sessions;

/// <summary>
/// A refresh token taken apart: <c>nrt_</c> and base64url of account id (16 bytes), session id (16), generation (4, big-endian) and
/// secret (32). Only the secret is one; account and session say which grain knows whether it is right.
/// </summary>
/// <param name="AccountId">Whose it claims to be, lower-case "D" format.</param>
/// <param name="SessionId">Of which session, likewise.</param>
/// <param name="Generation">The how manieth token of the session it is, from 1.</param>
/// <param name="Secret">32 bytes.</param>
public sealed record RefreshToken(string AccountId, string SessionId, int Generation, byte[] Secret)
{
    /// <summary>The length of the secret in bytes.</summary>
    public const int SecretLength = 32;

    /// <summary>The length of a token in characters.</summary>
    public const int Length = 95;

    private const string Prefix = "nrt_";
    private const int Bytes = 68;

    /// <summary>The token as text.</summary>
    public string Encode()
    {
        var bytes = new byte[Bytes];
        Guid.Parse(AccountId).TryWriteBytes(bytes, bigEndian: true, out _);
        Guid.Parse(SessionId).TryWriteBytes(bytes.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(32), Generation);
        Secret.CopyTo(bytes.AsSpan(36));
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Takes a token apart; whether its secret is right is for the session to say.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        var bytes = new byte[Bytes];
        if (text is not { Length: Length } || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length), bytes, out _, out var written) != OperationStatus.Done || written != Bytes)
        {
            return false;
        }

        var generation = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(32));
        if (generation < 1)
            return false;

        token = new RefreshToken(
            new Guid(bytes.AsSpan(0, 16), bigEndian: true).ToString(), new Guid(bytes.AsSpan(16, 16), bigEndian: true).ToString(),
            generation, bytes[36..]);
        return true;
    }

    /// <summary>For logs: without the secret.</summary>
    public override string ToString() => $"{nameof(RefreshToken)} {{ SessionId = {SessionId}, Generation = {Generation} }}";
}
