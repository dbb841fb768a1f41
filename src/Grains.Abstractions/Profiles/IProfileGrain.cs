using Nusaloka.Payments;
using Orleans.Concurrency;

namespace Nusaloka.Profiles;

/// <summary>
/// What a person says of themselves beside the name, and what we have checked of it. Key: the account id. Every command of an account
/// that is not there, or closed, answers <c>account_not_found</c>.
/// </summary>
[Alias("nusaloka.IProfileGrain")]
public interface IProfileGrain : IGrainWithStringKey
{
    /// <summary>The profile as its owner sees it.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Profile>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>The profile as everybody sees it; of whoever is banned there is none.</summary>
    [AlwaysInterleave, Alias("GetPublic")]
    Task<Result<PublicProfile>> GetPublicAsync(CancellationToken cancellationToken = default);

    /// <summary>Language, time zone and currency; what is usual here when the person has chosen nothing, or is not there.</summary>
    [AlwaysInterleave, Alias("GetPreferences")]
    Task<Preferences> GetPreferencesAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes name and profile together. Errors: <c>validation_failed</c>, <c>version_mismatch</c>.</summary>
    [Alias("Change")]
    Task<Result<Profile>> ChangeAsync(ChangeProfile command, CancellationToken cancellationToken = default);

    /// <summary>The addresses, oldest first.</summary>
    [AlwaysInterleave, Alias("GetAddresses")]
    Task<Result<AddressBook>> GetAddressesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds an address, or changes the one with this id. The first one is the default; another becomes it when it is said to be.
    /// Errors: <c>validation_failed</c>, <c>address_not_found</c>, <c>address_limit</c>, <c>version_mismatch</c>,
    /// <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("SaveAddress")]
    Task<Result<AddressBook>> SaveAddressAsync(SaveAddress command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes an address. When it was the default, the oldest one left becomes it. Errors: <c>address_not_found</c>, <c>version_mismatch</c>.
    /// </summary>
    [Alias("RemoveAddress")]
    Task<Result> RemoveAddressAsync(string addressId, long? expectedVersion, CancellationToken cancellationToken = default);

    /// <summary>The bank account for withdrawals, its number masked. Errors: <c>bank_account_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetBankAccount")]
    Task<Result<SavedBankAccount>> GetBankAccountAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The bank account with its whole number, for who pays out and for its owner's own copy of their data; for nobody else.
    /// Errors: <c>bank_account_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("RevealBankAccount")]
    Task<Result<BankAccount>> RevealBankAccountAsync(CancellationToken cancellationToken = default);

    /// <summary>The same with how long it has been kept, for withdrawals. Errors: <c>account_not_found</c>, <c>bank_account_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetKeptBankAccount")]
    Task<Result<KeptBankAccount>> GetKeptBankAccountAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps a bank account, encrypted, in place of the one before. Errors: <c>validation_failed</c>, <c>version_mismatch</c>.</summary>
    [Alias("SaveBankAccount")]
    Task<Result<SavedBankAccount>> SaveBankAccountAsync(SaveBankAccount command, CancellationToken cancellationToken = default);

    /// <summary>Forgets the bank account. Errors: <c>bank_account_not_found</c>.</summary>
    [Alias("RemoveBankAccount")]
    Task<Result> RemoveBankAccountAsync(CancellationToken cancellationToken = default);

    /// <summary>How far the check of the person's identity is; the document's number masked.</summary>
    [AlwaysInterleave, Alias("GetVerification")]
    Task<Result<Verification>> GetVerificationAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What the person has given to be checked, whole, for their own copy of their data and for nobody else. Errors: <c>identity_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("RevealIdentity")]
    Task<Result<RequestVerification>> RevealIdentityAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks for the person's identity to be checked; until it is decided the request may be made again with other data.
    /// Errors: <c>validation_failed</c>, <c>verification_decided</c> (the identity is verified already).
    /// </summary>
    [Alias("RequestVerification")]
    Task<Result<Verification>> RequestVerificationAsync(RequestVerification command, CancellationToken cancellationToken = default);

    /// <summary>
    /// An officer's decision. It gives the wallet the limits of its tier, soon and for certain. A verified identity can be rejected later.
    /// Errors: <c>validation_failed</c>, <c>verification_not_pending</c>, <c>own_verification</c>.
    /// </summary>
    [Alias("DecideVerification")]
    Task<Result<Verification>> DecideVerificationAsync(DecideVerification command, CancellationToken cancellationToken = default);
}
