using Orleans.Concurrency;

namespace Nusaloka.Accounts.Programs;

/// <summary>
/// The programs that may sign in, as the silo of this grain is configured. One grain; key: <see cref="Key"/>. Whoever verifies a program's
/// token asks it for the versions that count, so a token dies with its program's secret.
/// </summary>
[Alias("nusaloka.IProgramsGrain")]
public interface IProgramsGrain : IGrainWithStringKey
{
    /// <summary>The key of the only instance.</summary>
    const string Key = "programs";

    /// <summary>Checks a secret. Errors: <c>invalid_credentials</c>.</summary>
    [AlwaysInterleave, Alias("Verify")]
    Task<Result<ProgramStanding>> VerifyAsync(SignInService command, CancellationToken cancellationToken = default);

    /// <summary>All programs, with the versions that tokens must have.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<KnownPrograms> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Calls back all tokens of a program, whether it is known or not; it may sign in again. Repeating it with the same order does nothing.</summary>
    [Alias("Revoke")]
    Task RevokeAsync(string clientId, string orderId, CancellationToken cancellationToken = default);
}
