using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>
/// One person's profile. Whether there is such a person, and their name, is for the account to say; it never calls this grain, so the two
/// cannot wait for each other.
/// </summary>
internal sealed class ProfileGrain : Grain, IProfileGrain, IErasableProfileGrain
{
    private readonly CommittedState<ProfileState> _state;
    private readonly ProfileSecrets _secrets;
    private readonly IdentityClaims _claims;
    private readonly ProfileOptions _options;
    private readonly TimeProvider _time;

    public ProfileGrain(
        [PersistentState("state")] IPersistentState<ProfileState> state, ProfileSecrets secrets, IdentityClaims claims, IOptions<ProfileOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _state = new CommittedState<ProfileState>(this, state);
        _secrets = secrets;
        _claims = claims;
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private ProfileState State => _state.Value;

    private IAccountGrain Account => GrainFactory.GetGrain<IAccountGrain>(Id);

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<Profile>> GetAsync(CancellationToken cancellationToken)
    {
        var account = await Account.GetAsync(cancellationToken);
        return account.IsSuccess ? ProfileRules.View(account.Value, State) : account.Error;
    }

    public async Task<Result<PublicProfile>> GetPublicAsync(CancellationToken cancellationToken)
    {
        var standing = await Account.GetStandingAsync(cancellationToken);
        if (!standing.IsSuccess)
            return standing.Error;

        // Whom staff have shut out is shown to nobody.
        return standing.Value.IsBanned ? AccountErrors.NotFound : ProfileRules.ViewPublic(standing.Value.Account, State, IdentityData());
    }

    public Task<Preferences> GetPreferencesAsync(CancellationToken cancellationToken) => Task.FromResult(State.Preferences);

    public async Task<Result<Profile>> ChangeAsync(ChangeProfile command, CancellationToken cancellationToken)
    {
        var account = await Account.GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        if (command.ExpectedVersion is { } expected && expected != ProfileRules.VersionOf(account.Value, State))
            return AccountErrors.VersionMismatch;
        var next = ProfileRules.Change(State, command, _options, Now);
        if (!next.IsSuccess)
            return next.Error;

        // The name first: the account compares its own version, so of two that saw the same only one goes on. A crash in between leaves
        // the name, and whoever repeats the command completes it.
        if (command.FullName != account.Value.FullName)
        {
            var version = command.ExpectedVersion is null ? (long?)null : account.Value.Version;
            account = await Account.UpdateProfileAsync(new UpdateProfile(command.FullName, version), cancellationToken);
            if (!account.IsSuccess)
                return account.Error;
        }

        await CommitAsync(next.Value);
        return ProfileRules.View(account.Value, State);
    }

    public Task<Result<AddressBook>> GetAddressesAsync(CancellationToken cancellationToken) => AnswerAsync(() => AddressBook(), cancellationToken);

    public Task<Result<AddressBook>> SaveAddressAsync(SaveAddress command, CancellationToken cancellationToken) => ChangeAsync(
        () => AddressRules.Save(State, command, Now), AddressBook, cancellationToken);

    public async Task<Result> RemoveAddressAsync(string addressId, long? expectedVersion, CancellationToken cancellationToken) => new(
        (await ChangeAsync(() => AddressRules.Remove(State, addressId, expectedVersion, Now), AddressBook, cancellationToken)).Error);

    public Task<Result<SavedBankAccount>> GetBankAccountAsync(CancellationToken cancellationToken) => AnswerAsync(SavedBankAccount, cancellationToken);

    public Task<Result<BankAccount>> RevealBankAccountAsync(CancellationToken cancellationToken) => AnswerAsync(BankAccount, cancellationToken);

    public Task<Result<KeptBankAccount>> GetKeptBankAccountAsync(CancellationToken cancellationToken) => AnswerAsync(KeptBankAccount, cancellationToken);

    public Task<Result<SavedBankAccount>> SaveBankAccountAsync(SaveBankAccount command, CancellationToken cancellationToken) => ChangeAsync(
        () => command.ExpectedVersion is { } expected && expected != State.Version ? AccountErrors.VersionMismatch
            : BankAccountRules.Check(command.BankAccount, "") is { IsEmpty: false } wrong ? Error.Validation(wrong)
            : Keep(command.BankAccount),
        SavedBankAccount, cancellationToken);

    public async Task<Result> RemoveBankAccountAsync(CancellationToken cancellationToken) => new((await ChangeAsync(
        () => State.BankAccount is null ? ProfileErrors.BankAccountNotFound : State.Next(Now) with { BankAccount = null, BankAccountSince = null },
        AddressBook, cancellationToken)).Error);

    public Task<Result<Verification>> GetVerificationAsync(CancellationToken cancellationToken) => AnswerAsync(() => Verification(), cancellationToken);

    public Task<Result<RequestVerification>> RevealIdentityAsync(CancellationToken cancellationToken) => AnswerAsync(Identity, cancellationToken);

    public Task<Result<Verification>> RequestVerificationAsync(RequestVerification command, CancellationToken cancellationToken) => ChangeAsync(
        () => VerificationRules.Parse(command) is var identity && identity.IsSuccess
            ? VerificationRules.Request(State, _secrets.Wrap(Id, identity.Value), Now)
            : identity.Error,
        Verification, cancellationToken);

    public async Task<Result<Verification>> DecideVerificationAsync(DecideVerification command, CancellationToken cancellationToken)
    {
        // The document first: what a crash leaves, a claim of somebody who is not verified by it yet, keeps only others out until it is decided anew.
        var isNews = VerificationRules.Decide(Id, State, command, Now) is { IsSuccess: true } next && next.Value.Verification == VerificationStatus.Verified;
        if (isNews && IdentityData() is { } shown && !await _claims.TryClaimAsync(Id, shown, cancellationToken))
            return ProfileErrors.IdentityInUse;

        var decided = await ChangeAsync(() => VerificationRules.Decide(Id, State, command, Now), Verification, cancellationToken);
        if (decided.Value?.Status == VerificationStatus.Rejected && IdentityData() is { } rejected)
            await _claims.ReleaseAsync(Id, rejected, cancellationToken);
        return decided;
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (State.Version == 0 || (await Account.GetAsync(cancellationToken)).Error?.Code != AccountErrors.NotFound.Code)
            return;

        // Whoever comes back with another account may be verified again.
        if (IdentityData() is { } identity)
            await _claims.ReleaseAsync(Id, identity, cancellationToken);
        await _state.CommitAsync(new ProfileState { Version = State.Version + 1, UpdatedAt = Now });
    }

    /// <summary>Does a command of an open account.</summary>
    private async Task<Result<T>> ChangeAsync<T>(Func<Result<ProfileState>> decide, Func<Result<T>> answer, CancellationToken cancellationToken)
        where T : class
    {
        var account = await Account.GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        var next = decide();
        if (!next.IsSuccess)
            return next.Error;

        await CommitAsync(next.Value);
        return answer();
    }

    private async Task<Result<T>> AnswerAsync<T>(Func<Result<T>> answer, CancellationToken cancellationToken)
        where T : class
    {
        var account = await Account.GetAsync(cancellationToken);
        return account.IsSuccess ? answer() : account.Error;
    }

    private Task CommitAsync(ProfileState next) => next == State ? Task.CompletedTask : _state.CommitAsync(next);

    private Result<AddressBook> AddressBook() => new AddressBook(State.Addresses, State.Version);

    private Result<BankAccount> BankAccount() =>
        State.BankAccount is { } wrapped ? _secrets.UnwrapBankAccount(Id, wrapped) : ProfileErrors.BankAccountNotFound;

    private Result<KeptBankAccount> KeptBankAccount()
    {
        var bank = BankAccount();
        return bank.IsSuccess ? new KeptBankAccount(bank.Value, State.BankAccountSince ?? DateTimeOffset.MinValue) : bank.Error;
    }

    /// <summary>Another bank account is new, and its owner is told: money goes there.</summary>
    private ProfileState Keep(BankAccount account)
    {
        var next = State.Next(Now) with { BankAccount = _secrets.Wrap(Id, account) };
        return State.BankAccount is not null && BankAccount().Value is { } kept && BankAccountRules.IsSame(kept, account)
            ? next
            : next with
            {
                BankAccountSince = Now,
                PendingEvents = [new OutboxEvent(BankAccountChanged.Type, new BankAccountChanged(Id, account.BankCode, BankAccountRules.Mask(account.AccountNumber), Now))],
            };
    }

    private Result<SavedBankAccount> SavedBankAccount()
    {
        var bank = BankAccount();
        return bank.IsSuccess
            ? new SavedBankAccount(bank.Value.BankCode, BankAccountRules.Mask(bank.Value.AccountNumber), bank.Value.HolderName, State.Version)
            : bank.Error;
    }

    private Result<RequestVerification> Identity()
    {
        if (State.Identity is not { } wrapped)
            return ProfileErrors.IdentityNotFound;
        var identity = _secrets.UnwrapIdentity(Id, wrapped);
        return new RequestVerification(identity.LegalName, identity.Document, identity.Number);
    }

    private Result<Verification> Verification() =>
        VerificationRules.View(Id, State, IdentityData());

    private IdentityData? IdentityData() => State.Identity is { } wrapped ? _secrets.UnwrapIdentity(Id, wrapped) : null;
}
