using Nusaloka.Payments;
using Nusaloka.Profiles;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of profiles.</content>
public sealed partial class ParrotGrain
{
    public Task<Address> SayAsync(Address message) => Task.FromResult(message);

    public Task<AddressBook> SayAsync(AddressBook message) => Task.FromResult(message);

    public Task<AddressFields> SayAsync(AddressFields message) => Task.FromResult(message);

    public Task<ChangeProfile> SayAsync(ChangeProfile message) => Task.FromResult(message);

    public Task<DecideVerification> SayAsync(DecideVerification message) => Task.FromResult(message);

    public Task<IdentityDocument> SayAsync(IdentityDocument message) => Task.FromResult(message);

    public Task<Preferences> SayAsync(Preferences message) => Task.FromResult(message);

    public Task<Profile> SayAsync(Profile message) => Task.FromResult(message);

    public Task<PublicProfile> SayAsync(PublicProfile message) => Task.FromResult(message);

    public Task<QueuedVerification> SayAsync(QueuedVerification message) => Task.FromResult(message);

    public Task<RequestVerification> SayAsync(RequestVerification message) => Task.FromResult(message);

    public Task<SaveAddress> SayAsync(SaveAddress message) => Task.FromResult(message);

    public Task<SaveBankAccount> SayAsync(SaveBankAccount message) => Task.FromResult(message);

    public Task<SavedBankAccount> SayAsync(SavedBankAccount message) => Task.FromResult(message);

    public Task<Verification> SayAsync(Verification message) => Task.FromResult(message);

    public Task<VerificationStatus> SayAsync(VerificationStatus message) => Task.FromResult(message);

    public Task<Page<QueuedVerification>> SayAsync(Page<QueuedVerification> message) => Task.FromResult(message);

    public Task<Result<AddressBook>> SayAsync(Result<AddressBook> message) => Task.FromResult(message);

    public Task<Result<BankAccount>> SayAsync(Result<BankAccount> message) => Task.FromResult(message);

    public Task<Result<Page<QueuedVerification>>> SayAsync(Result<Page<QueuedVerification>> message) => Task.FromResult(message);

    public Task<Result<Profile>> SayAsync(Result<Profile> message) => Task.FromResult(message);

    public Task<Result<PublicProfile>> SayAsync(Result<PublicProfile> message) => Task.FromResult(message);

    public Task<Result<RequestVerification>> SayAsync(Result<RequestVerification> message) => Task.FromResult(message);

    public Task<Result<SavedBankAccount>> SayAsync(Result<SavedBankAccount> message) => Task.FromResult(message);

    public Task<Result<KeptBankAccount>> SayAsync(Result<KeptBankAccount> message) => Task.FromResult(message);

    public Task<KeptBankAccount> SayAsync(KeptBankAccount message) => Task.FromResult(message);

    public Task<Result<Verification>> SayAsync(Result<Verification> message) => Task.FromResult(message);
}
