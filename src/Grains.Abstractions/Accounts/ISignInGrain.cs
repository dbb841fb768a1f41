namespace Nusaloka.Accounts;

/// <summary>Turns credentials into access tokens. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>Signs a person in. Errors: <c>validation_failed</c>, <c>invalid_credentials</c>, <c>busy</c>.</summary>
    [Alias("SignIn")]
    Task<Result<SignedIn>> SignInAsync(SignIn command, CancellationToken cancellationToken = default);

    /// <summary>Signs a program in. Errors: <c>invalid_credentials</c>.</summary>
    [Alias("SignInService")]
    Task<Result<AccessToken>> SignInServiceAsync(SignInService command, CancellationToken cancellationToken = default);
}
