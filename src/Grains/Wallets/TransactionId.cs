using System.Security.Cryptography;
using System.Text;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>
/// The id of a transaction, made from what names its operation: the wallet, the kind and the caller's key. A repeated
/// command therefore finds the transaction that it made. UUID version 8 (RFC 9562 5.8) of a SHA-256.
/// </summary>
internal static class TransactionId
{
    public static Guid Create(string accountId, TransactionKind kind, string operationKey)
    {
        // The separator cannot be part of an account id or a kind, so no two operations make the same text.
        var name = $"{accountId}\n{kind}\n{operationKey}";
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
