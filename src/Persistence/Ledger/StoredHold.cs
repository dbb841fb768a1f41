namespace Nusaloka.Persistence.Ledger;

/// <summary>A hold as it is in the ledger.</summary>
/// <param name="Id">As <see cref="LedgerHold.Id"/>.</param>
/// <param name="Kind">As <see cref="LedgerHold.Kind"/>.</param>
/// <param name="Code">The account.</param>
/// <param name="PayeeCode">The account that it can be captured for.</param>
/// <param name="Amount">What was set aside.</param>
/// <param name="Description">For people; may be empty.</param>
/// <param name="State">How it is now: an open one whose time has come is expired, whether that was written down or not.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">From then on it does not count.</param>
/// <param name="ResolvedAt">When it ceased to be open; null while it is.</param>
/// <param name="Fingerprint">As <see cref="LedgerHold.Fingerprint"/>.</param>
public sealed record StoredHold(
    Guid Id,
    short Kind,
    string Code,
    string PayeeCode,
    Money Amount,
    string Description,
    HoldState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? ResolvedAt,
    string Fingerprint);

/// <summary>How far a hold is; it leaves <see cref="Open"/> once.</summary>
public enum HoldState
{
    /// <summary>The money is set aside.</summary>
    Open,

    /// <summary>The money has moved, in whole or in part.</summary>
    Captured,

    /// <summary>It was given free.</summary>
    Voided,

    /// <summary>Its time has come.</summary>
    Expired,
}
