namespace Nusaloka.Wallets;

/// <summary>
/// The caller's name for something that moves money. The effect happens at most once per wallet, kind of command and key;
/// a repeat answers the stored result.
/// </summary>
/// <param name="Key">The caller's Idempotency-Key, or a fresh UUID where the caller gave none. 1 to 255 characters.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of what the caller asked; the same key with another fingerprint is refused.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Operation")]
public sealed record Operation(
    [property: Id(0)] string Key,
    [property: Id(1)] string Fingerprint)
{
    /// <summary>How the keys begin that payments, refunds and withdrawals give what they do with a wallet. The API lets no caller choose such a key.</summary>
    public const string OursPrefix = "nusaloka:";

    /// <summary>Whether it is done by a payment, a refund or a withdrawal, and not at a caller's wish.</summary>
    public bool IsOurs => Key.StartsWith(OursPrefix, StringComparison.Ordinal);
}
