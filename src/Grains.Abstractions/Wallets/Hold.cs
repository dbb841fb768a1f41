using System.Collections.Immutable;

namespace Nusaloka.Wallets;

/// <summary>Money that is set aside in a wallet: part of the balance, but not available. It leaves <see cref="HoldStatus.Open"/> once.</summary>
/// <param name="Id">UUID; made from wallet and key of the operation. The transaction of its capture has the same.</param>
/// <param name="Kind">What sort of movement its capture is.</param>
/// <param name="AccountId">In whose wallet.</param>
/// <param name="Payee">Whom it is for; it can be captured for nobody else.</param>
/// <param name="Amount">What was set aside.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="CreatedAt">When it was committed, UTC.</param>
/// <param name="ExpiresAt">From then on it does not count any more, UTC.</param>
/// <param name="Replayed">Whether this is the stored result of an earlier call with the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Hold")]
public sealed record Hold(
    [property: Id(0)] string Id,
    [property: Id(1)] TransactionKind Kind,
    [property: Id(2)] string AccountId,
    [property: Id(3)] Payee Payee,
    [property: Id(4)] Money Amount,
    [property: Id(5)] HoldStatus Status,
    [property: Id(6)] string Description,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset ExpiresAt,
    [property: Id(9)] bool Replayed);

/// <summary>How far a hold is. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.HoldStatus")]
public enum HoldStatus
{
    /// <summary>The money is set aside.</summary>
    Open = 0,

    /// <summary>The money has moved, in whole or in part; the rest is available again.</summary>
    Captured = 1,

    /// <summary>The money is available again.</summary>
    Voided = 2,

    /// <summary>Its time has come; the money is available again.</summary>
    Expired = 3,
}

/// <summary>A wallet with its open holds, of one moment.</summary>
/// <param name="Wallet">What is in it.</param>
/// <param name="Holds">The open holds, the one that expires first at the front; at most <see cref="WalletLimits.MaxListedHolds"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WalletHolds")]
public sealed record WalletHolds(
    [property: Id(0)] WalletBalance Wallet,
    [property: Id(1)] ImmutableArray<Hold> Holds);
