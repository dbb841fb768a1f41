using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.Referral;
using Nusaloka.Grains.State;
using Nusaloka.Wallets;
using Npgsql;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// One account. Registration reserves the identifiers first, then writes the account, then makes the reservations last:
/// a crash before the write leaves reservations that expire, a crash after it is finished by <see cref="AccountRegistered"/>.
/// </summary>
internal sealed partial class AccountGrain : Grain, IAccountGrain, IRemindable
{
    private readonly CommittedState<AccountState> _state;
    private readonly PasswordHasher _passwords;
    private readonly AccountFollowUp _followUp;
    private readonly ClosingChecks _closing;
    private readonly ReferralClaims _referrals;
    private readonly TimeProvider _time;
    private readonly AccountAccess _access;
    private readonly FailedProofs _failures;
    private readonly IdentifierOptions _identifiers;

    public AccountGrain(
        [PersistentState("state")] IPersistentState<AccountState> state,
        PasswordHasher passwords,
        AccountFollowUp followUp,
        ClosingChecks closing,
        ReferralClaims referrals,
        FailedProofs failures,
        IOptions<IdentifierOptions> identifiers,
        TimeProvider time)
    {
        _state = new CommittedState<AccountState>(this, state);
        _passwords = passwords;
        _followUp = followUp;
        _closing = closing;
        _referrals = referrals;
        _time = time;
        _failures = failures;
        _identifiers = identifiers.Value;
        _access = new AccountAccess(Id, _state, passwords, failures, GrainFactory, time);
    }

    private string Id => this.GetPrimaryKeyString();

    public async Task<Result<Account>> RegisterAsync(RegisterAccount command, CancellationToken cancellationToken)
    {
        var parsed = Registration.Parse(command);
        if (!parsed.IsSuccess)
            return parsed.Error;

        var registration = parsed.Value;
        if (_state.Value.Status != AccountStatus.None)
            return await RepeatAsync(registration, command.Password, cancellationToken);

        var claim = await _referrals.ReadAsync(command, cancellationToken);
        if (!claim.IsSuccess)
            return claim.Error;
        registration = registration with { Referral = claim.Value.SaysSomething ? claim.Value : null };

        if (await ReserveAsync(registration, cancellationToken) is { } taken)
            return taken;

        var hash = await _passwords.HashAsync(command.Password);
        if (hash is null)
        {
            await ReleaseAsync(registration.Identifiers);
            return AccountErrors.Busy;
        }

        if (await WriteNewAsync(registration, hash) is { } overtaken)
        {
            await ReleaseAsync(registration.Identifiers);
            return overtaken;
        }

        await CompleteAsync(cancellationToken);
        return AccountRules.View(Id, _state.Value);
    }

    public Task<Result<Account>> GetAsync(CancellationToken cancellationToken) => Task.FromResult(View());

    public async Task<Result<Account>> UpdateProfileAsync(UpdateProfile command, CancellationToken cancellationToken)
    {
        var next = AccountRules.Update(_state.Value, command, _time.GetStoredUtcNow());
        if (!next.IsSuccess)
            return next.Error;

        await _state.CommitAsync(next.Value);
        return View();
    }

    public Task<Result> ChangePasswordAsync(ChangePassword command, CancellationToken cancellationToken) =>
        _access.ChangePasswordAsync(command, cancellationToken);

    public Task<Result> ResetPasswordAsync(string newPassword, CancellationToken cancellationToken) =>
        _access.ResetPasswordAsync(newPassword, cancellationToken);

    public Task<Result<AccountStanding>> SetRoleAsync(SetRole command, CancellationToken cancellationToken) =>
        _access.SetRoleAsync(command, cancellationToken);

    public Task<Result<AccountStanding>> BanAsync(BanAccount command, CancellationToken cancellationToken) =>
        _access.BanAsync(command, cancellationToken);

    public Task<Result<AccountStanding>> UnbanAsync(string by, CancellationToken cancellationToken) =>
        _access.UnbanAsync(by, cancellationToken);

    public async Task<Result> CloseAsync(CancellationToken cancellationToken)
    {
        if (!_state.Value.IsOpen)
            return AccountErrors.NotFound;
        // Somebody says that the holder is not the owner: the holder must not settle it by ending the account.
        if (_state.Value.Reversal is not null)
            return AccountErrors.StillBusy;
        if (await _closing.FindObstacleAsync(Id, cancellationToken) is { } obstacle)
            return obstacle;

        var isAdmin = _state.Value.IsAdminInCharge;
        if (isAdmin && await _access.StepDownAsync() is { } lastAdmin)
            return lastAdmin;
        // The wallet before the account: closing it is what can be refused. A crash in between leaves an open account with a closed
        // wallet, of an admin without the role, and closing again goes on from there.
        var isClosed = false;
        try
        {
            if (await CloseWalletAsync(cancellationToken) is { } refused)
                return refused;
            isClosed = true;
        }
        finally
        {
            if (isAdmin && !isClosed)
                await _access.StepUpAsync();
        }

        var identifiers = _state.Value.Identifiers.Select(static identifier => identifier.Key).ToArray();
        await _state.CommitAsync(AccountRules.Close(Id, _state.Value, _time.GetStoredUtcNow()));
        await _followUp.ReleaseAsync(Id, identifiers, cancellationToken);
        return Result.Success;
    }

    public async Task<Result<AccountStanding>> VerifyPasswordAsync(string password, CancellationToken cancellationToken)
    {
        var account = _state.Value;
        var verified = await _passwords.VerifyAsync(account.PasswordToCheck, password);
        if (verified == PasswordCheck.Wrong)
            _failures.WrongPassword(account.IsOpen ? Id : null);
        else if (verified == PasswordCheck.RightAndOutdated)
            HashAgainSoon(account.PasswordHash, password);
        return verified switch
        {
            PasswordCheck.Busy => AccountErrors.Busy,
            PasswordCheck.Wrong => AccountErrors.InvalidCredentials,
            _ when account.Ban is not null => AccountErrors.Banned,
            _ => AccountRules.Standing(Id, account),
        };
    }

    public Task<Result> CheckNewPasswordAsync(string newPassword, CancellationToken cancellationToken) =>
        Task.FromResult(_access.CheckNewPassword(newPassword));

    public Task<Result<AccountStanding>> GetStandingAsync(CancellationToken cancellationToken) => Task.FromResult<Result<AccountStanding>>(
        _state.Value.IsOpen ? AccountRules.Standing(Id, _state.Value) : AccountErrors.NotFound);

    public Task<bool> HasPasswordAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_state.Value.PasswordToCheck is not null);

    public async Task<bool> HoldsAsync(string identifierKey, CancellationToken cancellationToken) =>
        await _state.SettledAsync() is { IsOpen: true } settled && settled.Identifiers.Any(identifier => identifier.Key == identifierKey);

    private async Task<Error?> CloseWalletAsync(CancellationToken cancellationToken)
    {
        var wallet = await GrainFactory.GetGrain<IWalletGrain>(Id).CloseAsync(cancellationToken);
        if (wallet.Error is not { } refused || refused.Code == WalletErrors.NotFound.Code)
            return null;
        return refused.Code == WalletErrors.NotEmpty.Code ? AccountErrors.WalletNotEmpty : refused;
    }

    // Passwords are checked while the account does other things; a timer's work has its turn between them, as any change must.
    private void HashAgainSoon(string hash, string password) => this.RegisterGrainTimer(
        _ => _access.HashAgainAsync(hash, password), new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));

    private Result<Account> View() => _state.Value.IsOpen ? AccountRules.View(Id, _state.Value) : AccountErrors.NotFound;

    private async Task<Result<Account>> RepeatAsync(Registration registration, string password, CancellationToken cancellationToken)
    {
        if (!_state.Value.IsOpen || !AccountRules.IsSame(_state.Value, registration))
            return AccountErrors.Exists;

        var verified = await VerifyPasswordAsync(password, cancellationToken);
        if (!verified.IsSuccess)
            return verified.Error.Code == AccountErrors.Busy.Code ? verified.Error : AccountErrors.Exists;

        // The first time may have ended between the account and its wallet: an answer says that both are there.
        await CompleteAsync(cancellationToken);
        return verified.Value.Account;
    }

    // The identifiers that the account has now: those it was opened with may be another's by the time of a repeat.
    private Task CompleteAsync(CancellationToken cancellationToken) => _followUp.CompleteRegistrationAsync(
        Id, _state.Value.Identifiers.Select(static identifier => identifier.Key), cancellationToken);

    private async Task<Error?> ReserveAsync(Registration registration, CancellationToken cancellationToken)
    {
        foreach (var identifier in registration.Identifiers)
        {
            if (await IdentifierGrain(identifier).ReserveAsync(Id, cancellationToken))
                continue;

            await ReleaseAsync(registration.Identifiers.TakeWhile(other => other != identifier));
            return identifier.Kind == IdentifierKind.Email ? AccountErrors.EmailTaken : AccountErrors.PhoneTaken;
        }

        return null;
    }

    private async Task<Error?> WriteNewAsync(Registration registration, string hash)
    {
        try
        {
            await _state.CommitAsync(AccountRules.Open(Id, registration, hash, _time.GetStoredUtcNow()));
            return null;
        }
        catch (Exception exception) when (TakenIndex(exception) is { } index)
        {
            // Our reservation expired while we waited, and another registration was faster.
            return index == AccountProjection.PhoneIndex ? AccountErrors.PhoneTaken : AccountErrors.EmailTaken;
        }
    }

    /// <summary>The unique index that the write violates; the runtime wraps what a storage throws.</summary>
    private static string? TakenIndex(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation ? violation.ConstraintName : null;

    /// <summary>Frees what was reserved for nothing. What is left of it in the database, its key, is deleted as after the closing of an account.</summary>
    private async Task ReleaseAsync(IEnumerable<Identifier> identifiers)
    {
        Identifier[] reserved = [.. identifiers];
        if (reserved.Length == 0)
            return;

        await Task.WhenAll(reserved.Select(identifier => IdentifierGrain(identifier).ReleaseAsync(Id, CancellationToken.None)));
        await GrainFactory.GetGrain<IErasureGrain>(IErasureGrain.Key).ScheduleAsync([.. reserved.Select(static one => one.Key)], CancellationToken.None);
    }

    private IIdentifierGrain IdentifierGrain(Identifier identifier) => GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key);
}
