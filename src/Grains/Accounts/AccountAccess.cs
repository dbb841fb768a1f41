using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.State;
using Npgsql;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Changes who may use an account and as what. The account is written first, then its sessions end: a refresh in between finds
/// the account's new version and is refused, and a crash in between is made up for by <see cref="AccessChangedHandler"/>.
/// </summary>
internal sealed class AccountAccess(string accountId, CommittedState<AccountState> state, PasswordHasher passwords, FailedProofs failures, IGrainFactory grains, TimeProvider time)
{
    public Task<Result<AccountStanding>> SetRoleAsync(SetRole command, CancellationToken cancellationToken) =>
        CommitAsync(AccountAccessRules.SetRole(accountId, state.Value, command, time.GetStoredUtcNow()), cancellationToken);

    public Task<Result<AccountStanding>> BanAsync(BanAccount command, CancellationToken cancellationToken) =>
        CommitAsync(AccountAccessRules.Ban(accountId, state.Value, command, time.GetStoredUtcNow()), cancellationToken);

    public Task<Result<AccountStanding>> UnbanAsync(string by, CancellationToken cancellationToken) =>
        CommitAsync(AccountAccessRules.Unban(accountId, state.Value, by, time.GetStoredUtcNow()), cancellationToken);

    /// <summary>
    /// The role given back before the account is closed, so that nothing is closed yet when the last admin has to stay. Sessions go on until it is
    /// closed. Errors: <c>last_admin</c>.
    /// </summary>
    public Task<Error?> StepDownAsync() => TryCommitAsync(AccountAccessRules.WithRole(state.Value, Role.User, time.GetStoredUtcNow()));

    /// <summary>The role taken up again when the account could not be closed after all.</summary>
    public Task StepUpAsync() => state.CommitAsync(AccountAccessRules.WithRole(state.Value, Role.Admin, time.GetStoredUtcNow()));

    public async Task<Result<AccountStanding>> ClaimAsync(Identifier proven, CancellationToken cancellationToken)
    {
        var now = time.GetStoredUtcNow();
        var claimed = await CommitAsync(AccountAccessRules.Claim(accountId, state.Value, proven, now), cancellationToken);
        await grains.GetGrain<IPasskeysGrain>(accountId).EraseOlderAsync(now, cancellationToken);
        return claimed;
    }

    public async Task<Result> ChangePasswordAsync(ChangePassword command, CancellationToken cancellationToken)
    {
        if (!state.Value.IsOpen)
            return AccountErrors.NotFound;
        // The present one first: what is wrong with a new one is nobody else's business.
        switch (await passwords.VerifyAsync(state.Value.PasswordToCheck, command.CurrentPassword))
        {
            case PasswordCheck.Busy:
                return AccountErrors.Busy;
            case PasswordCheck.Wrong:
                failures.WrongPassword(accountId);
                return AccountErrors.WrongPassword;
            default:
                return await SetPasswordAsync(command.NewPassword, command.KeepSession, cancellationToken);
        }
    }

    /// <summary>Whether the person may choose the password.</summary>
    public Result CheckNewPassword(string password)
    {
        if (!state.Value.IsOpen)
            return AccountErrors.NotFound;
        return PasswordPolicy.Check(password, "/new_password", state.Value.FullName, state.Value.Email, state.Value.Phone) is { } wrong
            ? Error.Validation([wrong])
            : Result.Success;
    }

    /// <summary>The same password hashed as passwords are now, if it is still the one of the hash. Nothing changes for anybody.</summary>
    public async Task HashAgainAsync(string hash, string password)
    {
        if (state.Value.PasswordToCheck != hash || await passwords.HashAsync(password) is not { } anew || state.Value.PasswordToCheck != hash)
            return;

        await state.CommitAsync(state.Value with { PasswordHash = anew, PendingEvents = [] });
    }

    public async Task<Result> ResetPasswordAsync(string newPassword, CancellationToken cancellationToken) => state.Value.IsOpen
        ? await SetPasswordAsync(newPassword, keptSession: null, cancellationToken)
        : AccountErrors.NotFound;

    private async Task<Result> SetPasswordAsync(string password, string? keptSession, CancellationToken cancellationToken)
    {
        if (CheckNewPassword(password) is { IsSuccess: false } refused)
            return refused;
        if (await passwords.HashAsync(password) is not { } hash)
            return AccountErrors.Busy;

        var next = AccountAccessRules.SetPassword(accountId, state.Value, hash, keptSession, time.GetStoredUtcNow());
        var changed = await CommitAsync(next, cancellationToken);
        return changed.IsSuccess ? Result.Success : changed.Error;
    }

    private async Task<Result<AccountStanding>> CommitAsync(Result<AccountState> next, CancellationToken cancellationToken)
    {
        if (!next.IsSuccess)
            return next.Error;
        if (!ReferenceEquals(next.Value, state.Value))
        {
            if (await TryCommitAsync(next.Value) is { } lastAdmin)
                return lastAdmin;
            if (next.Value.PendingEvents[0].Payload is AccessChanged { Change: { } change })
                await grains.GetGrain<ISessionsGrain>(accountId).EndOlderAsync(change, cancellationToken);
        }

        return AccountRules.Standing(accountId, state.Value);
    }

    /// <summary>
    /// Makes the next state durable; answers <c>last_admin</c> when no admin in charge would be left, which only the database can tell: another may be leaving
    /// at the same time.
    /// </summary>
    private async Task<Error?> TryCommitAsync(AccountState next)
    {
        try
        {
            await state.CommitAsync(next);
            return null;
        }
        catch (Exception exception) when (exception.GetBaseException() is PostgresException { ConstraintName: AccountProjection.LastAdmin })
        {
            return AccountErrors.LastAdmin;
        }
    }
}
