namespace Nusaloka.Accounts;

/// <summary>Checks credentials. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>
    /// Whose credentials these are; <see cref="Sessions.ISessionsGrain"/> begins a session for them.
    /// Errors: <c>validation_failed</c>, <c>invalid_credentials</c>, <c>account_banned</c> (only with the right password), <c>busy</c>.
    /// </summary>
    [Alias("Verify")]
    Task<Result<AccountStanding>> VerifyAsync(SignIn command, CancellationToken cancellationToken = default);

    /// <summary>
    /// A name for the device that is the same at each sign-in with its token, when the account that has the e-mail address or phone number knows
    /// it; null otherwise. Whoever shows a token of another account learns nothing.
    /// </summary>
    [Alias("RecogniseDevice")]
    Task<string?> RecogniseDeviceAsync(RecogniseDevice command, CancellationToken cancellationToken = default);

    /// <summary>Signs a program in. Errors: <c>invalid_credentials</c>.</summary>
    [Alias("SignInService")]
    Task<Result<AccessToken>> SignInServiceAsync(SignInService command, CancellationToken cancellationToken = default);
}
