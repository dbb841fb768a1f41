using Nusaloka.Accounts;

namespace Nusaloka.Codes;

/// <summary>
/// Everything that is done by one-time codes. A stateless worker; key: any, by custom <c>"0"</c>. Errors of all: <c>validation_failed</c>
/// for what is no e-mail address or phone number.
/// </summary>
[Alias("nusaloka.IOneTimeCodeGrain")]
public interface IOneTimeCodeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sends a code to sign in or to set a new password, if somebody has that address or number: the answer, and the time until it comes, are
    /// the same if nobody has. Errors: <c>code_sent_recently</c>.
    /// </summary>
    [Alias("Request")]
    Task<Result<CodeRequested>> RequestAsync(RequestCode command, CancellationToken cancellationToken = default);

    /// <summary>Whose the code is: who may sign in. Errors: <c>code_invalid</c>, <c>account_banned</c> (only with the right code).</summary>
    [Alias("SignIn")]
    Task<Result<AccountStanding>> SignInAsync(RedeemCode command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets a new password, ends all sessions, and tells the person. A new password that is refused does not use the code up; what is wrong
    /// with it in view of the person is said only to who shows the right code.
    /// Errors: <c>code_invalid</c>, <c>busy</c>.
    /// </summary>
    [Alias("ResetPassword")]
    Task<Result> ResetPasswordAsync(ResetPassword command, CancellationToken cancellationToken = default);

    /// <summary>Sends a code to the e-mail address or phone number of an account. Errors: <c>identifier_missing</c>, <c>code_sent_recently</c>.</summary>
    [Alias("RequestProof")]
    Task<Result<CodeRequested>> RequestProofAsync(
        string accountId, IdentifierKind kind, string language, CancellationToken cancellationToken = default);

    /// <summary>Notes that the e-mail address or phone number is the person's. Errors: <c>identifier_missing</c>, <c>wrong_code</c>.</summary>
    [Alias("Prove")]
    Task<Result<Account>> ProveAsync(
        string accountId, IdentifierKind kind, string flowId, string code, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a code to a new e-mail address or phone number. Errors: <c>reauthentication_required</c>, <c>account_not_found</c>,
    /// <c>code_sent_recently</c>, <c>too_many_recipients</c>, <c>busy</c>.
    /// </summary>
    [Alias("RequestChange")]
    Task<Result<CodeRequested>> RequestChangeAsync(RequestIdentifierChange command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the address or number that the code went to that of the account. Errors: <c>wrong_code</c>, and those of
    /// <see cref="IAccountGrain.ChangeIdentifierAsync"/>.
    /// </summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="command">The new address or number, and the code.</param>
    /// <param name="sessionId">The session that goes on.</param>
    /// <param name="language">The language of the notice to the old address: <c>id</c> or <c>en</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("Change")]
    Task<Result<Account>> ChangeAsync(
        string accountId, RedeemCode command, string sessionId, string language, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a change of address or number back, for who reads the old one and says that it was not them, by the code in the notice that went
    /// there: see <see cref="IAccountGrain.RevertIdentifierAsync"/>. Errors: <c>code_invalid</c>, and those of that.
    /// </summary>
    [Alias("RevertChange")]
    Task<Result<ReversalProgress>> RevertChangeAsync(RevertChange command, CancellationToken cancellationToken = default);
}
