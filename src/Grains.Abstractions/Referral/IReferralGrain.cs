namespace Nusaloka.Referral;

/// <summary>
/// How a person invites others, and who invited them. Key: the account id. Every command of an account that is not there, or closed,
/// answers <c>account_not_found</c>.
/// </summary>
[Alias("nusaloka.IReferralGrain")]
public interface IReferralGrain : IGrainWithStringKey
{
    /// <summary>The person's code, made when it is first asked for, what it earns, and whether somebody invited them.</summary>
    [Alias("Get")]
    Task<Result<ReferralOverview>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Says by whose code the person came; with the same code again it does nothing. Errors: <c>referral_code_unknown</c>,
    /// <c>own_referral_code</c>, <c>referral_not_newer</c>, <c>referral_joined</c>, <c>referral_too_late</c>.
    /// </summary>
    [Alias("Join")]
    Task<Result<ReferralOverview>> JoinAsync(JoinReferral command, CancellationToken cancellationToken = default);
}
