using Orleans.Concurrency;

namespace Nusaloka.Accounts;

/// <summary>
/// One person's account. Key: the account id, a UUIDv7 in lower-case "D" format, which the caller of
/// <see cref="RegisterAsync"/> chooses: repeating the call with the same id and data does nothing twice.
/// </summary>
[Alias("nusaloka.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens the account and its wallet. Errors: <c>validation_failed</c>, <c>email_taken</c>, <c>phone_taken</c>,
    /// <c>account_exists</c> (this id is taken by another person), <c>referral_code_unknown</c>, <c>busy</c>.
    /// </summary>
    [Alias("Register")]
    Task<Result<Account>> RegisterAsync(RegisterAccount command, CancellationToken cancellationToken = default);

    /// <summary>The account. Errors: <c>account_not_found</c>.</summary>
    [ReadOnly, Alias("Get")]
    Task<Result<Account>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What sign-in and sessions must know. Answered while the account is busy: it calls its sessions, and they ask here.
    /// Errors: <c>account_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("GetStanding")]
    Task<Result<AccountStanding>> GetStandingAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes the profile. Errors: <c>validation_failed</c>, <c>account_not_found</c>, <c>version_mismatch</c>.</summary>
    [Alias("UpdateProfile")]
    Task<Result<Account>> UpdateProfileAsync(UpdateProfile command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the password and ends all sessions but one. Errors: <c>validation_failed</c>, <c>account_not_found</c>,
    /// <c>wrong_password</c>, <c>busy</c>.
    /// </summary>
    [Alias("ChangePassword")]
    Task<Result> ChangePasswordAsync(ChangePassword command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the account another password, for somebody who has proven otherwise that it is theirs, and ends all sessions.
    /// Errors: <c>validation_failed</c>, <c>account_not_found</c>, <c>busy</c>.
    /// </summary>
    [Alias("ResetPassword")]
    Task<Result> ResetPasswordAsync(string newPassword, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the person another role and ends all sessions; nothing when they have it. Errors: <c>validation_failed</c>,
    /// <c>account_not_found</c>.
    /// </summary>
    [Alias("SetRole")]
    Task<Result<AccountStanding>> SetRoleAsync(SetRole command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Shuts the account: all sessions end, and nobody can sign in. Nothing when it is shut. Errors: <c>validation_failed</c>,
    /// <c>account_not_found</c>.
    /// </summary>
    [Alias("Ban")]
    Task<Result<AccountStanding>> BanAsync(BanAccount command, CancellationToken cancellationToken = default);

    /// <summary>Opens the account again; nothing when it is not shut. Errors: <c>account_not_found</c>.</summary>
    [Alias("Unban")]
    Task<Result<AccountStanding>> UnbanAsync(string by, CancellationToken cancellationToken = default);

    /// <summary>
    /// Closes the account: personal data is erased, all sessions end, e-mail and phone become free, the ledger is kept.
    /// Errors: <c>account_not_found</c>, <c>wallet_not_empty</c>, <c>account_busy</c> (a payment, withdrawal or hold is open).
    /// </summary>
    [Alias("Close")]
    Task<Result> CloseAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks the password. Takes the time of one password hash whatever the outcome.
    /// Errors: <c>invalid_credentials</c>, <c>account_banned</c> (only with the right password), <c>busy</c>.
    /// </summary>
    [AlwaysInterleave, Alias("VerifyPassword")]
    Task<Result<AccountStanding>> VerifyPasswordAsync(string password, CancellationToken cancellationToken = default);

    /// <summary>Whether this account is open and has a password to sign in with.</summary>
    [AlwaysInterleave, Alias("HasPassword")]
    Task<bool> HasPasswordAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that the person has proven that the identifier with this key is theirs; nothing when that is known.
    /// Errors: <c>account_not_found</c> (also when the account has another one by now), <c>account_banned</c>.
    /// </summary>
    [Alias("VerifyIdentifier")]
    Task<Result<AccountStanding>> VerifyIdentifierAsync(string identifierKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// The same for somebody who has come without a session, by a code that went there. Who opened the account may be another, who only typed
    /// the address: when it is the first thing of the account to be proven, password, passkeys and sessions from before end with it; when
    /// another was proven before, this one opens nothing. Errors: <c>account_not_found</c> (that, too), <c>account_banned</c>.
    /// </summary>
    [Alias("Claim")]
    Task<Result<AccountStanding>> ClaimAsync(string identifierKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the account another e-mail address or phone number, or a first one. When there was one, it is told, it becomes free
    /// after a quarantine in which the change can be taken back, and all other sessions end. Errors: <c>account_not_found</c>, <c>account_banned</c>, <c>email_taken</c>, <c>phone_taken</c>,
    /// <c>too_many_changes</c>.
    /// </summary>
    [Alias("ChangeIdentifier")]
    Task<Result<Account>> ChangeIdentifierAsync(ChangeIdentifier command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a change of address or number back, and all changes of the kind after it: the old one is the account's again, what replaced it is
    /// not, and password, passkeys and sessions end, for whoever made the change had some of them. At once for who proves a second thing that
    /// was the account's before the change; else after a time in which the holder is told and may object. Asking twice changes nothing.
    /// Errors: <c>revert_invalid</c> (its time is over, or it was taken back already), <c>revert_proof_refused</c> (what was shown beside is
    /// wrong, or was not the account's then), <c>revert_needs_proof</c> (too late to wait), <c>account_banned</c>, <c>busy</c>.
    /// </summary>
    [Alias("RevertIdentifier")]
    Task<Result<ReversalProgress>> RevertIdentifierAsync(RevertIdentifier command, CancellationToken cancellationToken = default);

    /// <summary>How far a change is to be taken back that was asked for and not done. Errors: <c>reversal_not_found</c>.</summary>
    [ReadOnly, Alias("GetReversal")]
    Task<Result<ReversalProgress>> GetReversalAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Objects to it, for the holder of the account, who has just proven who they are: from then on it waits for an officer. Errors:
    /// <c>reversal_not_found</c>.
    /// </summary>
    [Alias("ContestReversal")]
    Task<Result<ReversalProgress>> ContestReversalAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends a disagreement about it. Errors: <c>validation_failed</c>, <c>reversal_not_found</c> (also while nobody has objected),
    /// <c>email_taken</c>, <c>phone_taken</c> (the old one is another's by now).
    /// </summary>
    [Alias("DecideReversal")]
    Task<Result<ReversalProgress>> DecideReversalAsync(DecideReversal command, CancellationToken cancellationToken = default);

    /// <summary>Whether the person may choose the password. Errors: <c>validation_failed</c>, <c>account_not_found</c>.</summary>
    [AlwaysInterleave, Alias("CheckNewPassword")]
    Task<Result> CheckNewPasswordAsync(string newPassword, CancellationToken cancellationToken = default);

    /// <summary>Whether this account is open and has the identifier with this key (see <see cref="Identifier.Key"/>).</summary>
    [AlwaysInterleave, Alias("Holds")]
    Task<bool> HoldsAsync(string identifierKey, CancellationToken cancellationToken = default);
}
