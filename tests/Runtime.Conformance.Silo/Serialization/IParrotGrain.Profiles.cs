using Nusaloka.Payments;
using Nusaloka.Profiles;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of profiles.</content>
public partial interface IParrotGrain
{
    Task<Address> SayAsync(Address message);

    Task<AddressBook> SayAsync(AddressBook message);

    Task<AddressFields> SayAsync(AddressFields message);

    Task<ChangeProfile> SayAsync(ChangeProfile message);

    Task<DecideVerification> SayAsync(DecideVerification message);

    Task<IdentityDocument> SayAsync(IdentityDocument message);

    Task<Preferences> SayAsync(Preferences message);

    Task<Profile> SayAsync(Profile message);

    Task<PublicProfile> SayAsync(PublicProfile message);

    Task<QueuedVerification> SayAsync(QueuedVerification message);

    Task<RequestVerification> SayAsync(RequestVerification message);

    Task<SaveAddress> SayAsync(SaveAddress message);

    Task<SaveBankAccount> SayAsync(SaveBankAccount message);

    Task<SavedBankAccount> SayAsync(SavedBankAccount message);

    Task<Verification> SayAsync(Verification message);

    Task<VerificationStatus> SayAsync(VerificationStatus message);

    Task<Page<QueuedVerification>> SayAsync(Page<QueuedVerification> message);

    Task<Result<AddressBook>> SayAsync(Result<AddressBook> message);

    Task<Result<BankAccount>> SayAsync(Result<BankAccount> message);

    Task<Result<Page<QueuedVerification>>> SayAsync(Result<Page<QueuedVerification>> message);

    Task<Result<Profile>> SayAsync(Result<Profile> message);

    Task<Result<PublicProfile>> SayAsync(Result<PublicProfile> message);

    Task<Result<RequestVerification>> SayAsync(Result<RequestVerification> message);

    Task<Result<SavedBankAccount>> SayAsync(Result<SavedBankAccount> message);

    Task<Result<KeptBankAccount>> SayAsync(Result<KeptBankAccount> message);

    Task<KeptBankAccount> SayAsync(KeptBankAccount message);

    Task<Result<Verification>> SayAsync(Result<Verification> message);
}
