namespace Nusaloka.Accounts.Passkeys;

/// <summary>Finds passkeys across accounts. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IPasskeyDirectoryGrain")]
public interface IPasskeyDirectoryGrain : IGrainWithStringKey
{
    /// <summary>
    /// The passkeys that the owner of an e-mail address or phone number, as people write it, may sign in with. Neither the answer nor its
    /// time tells whether there is such a person. Exactly one of the two must be there. Errors: <c>validation_failed</c>.
    /// </summary>
    [Alias("FindCandidates")]
    Task<Result<PasskeyCandidates>> FindCandidatesAsync(string? email, string? phone, CancellationToken cancellationToken = default);

    /// <summary>The account that has the passkey with this credential id (base64url without padding); null when none has.</summary>
    [Alias("FindOwner")]
    Task<string?> FindOwnerAsync(string credentialId, CancellationToken cancellationToken = default);
}
