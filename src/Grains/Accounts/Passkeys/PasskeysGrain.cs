using System.Collections.Immutable;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>The passkeys of one account. What was verified is decided here, one call at a time, so two sign-ins cannot use one counter.</summary>
internal sealed class PasskeysGrain : Grain, IPasskeysGrain
{
    private readonly CommittedState<PasskeysState> _state;
    private readonly TimeProvider _time;

    public PasskeysGrain([PersistentState("state")] IPersistentState<PasskeysState> state, TimeProvider time)
    {
        _state = new CommittedState<PasskeysState>(this, state);
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private IAccountGrain Account => GrainFactory.GetGrain<IAccountGrain>(Id);

    public Task<ImmutableArray<Passkey>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(_state.Value.Passkeys);

    public Task<bool> HasAsync(string passkeyId, CancellationToken cancellationToken) =>
        Task.FromResult(_state.Value.Passkeys.Any(passkey => passkey.Id == passkeyId));

    public async Task<Result<Passkey>> AddAsync(AddPasskey command, CancellationToken cancellationToken)
    {
        // Answered while the account is busy, for it may be calling here.
        var account = await Account.GetStandingAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        var next = PasskeyRules.Add(Id, _state.Value, command, _time.GetStoredUtcNow());
        if (!next.IsSuccess)
            return next.Error;

        try
        {
            await _state.CommitAsync(next.Value);
        }
        catch (Exception exception) when (IsTaken(exception))
        {
            return PasskeyErrors.Taken;
        }

        return next.Value.Passkeys[^1];
    }

    public async Task<Result<Passkey>> RenameAsync(string passkeyId, string name, CancellationToken cancellationToken)
    {
        var next = PasskeyRules.Rename(_state.Value, passkeyId, name);
        if (!next.IsSuccess)
            return next.Error;

        await _state.CommitAsync(next.Value);
        return next.Value.Passkeys.First(passkey => passkey.Id == passkeyId);
    }

    public async Task<Result> RemoveAsync(string passkeyId, string? keptSession, CancellationToken cancellationToken)
    {
        var hasPassword = await Account.HasPasswordAsync(cancellationToken);
        var next = PasskeyRules.Remove(Id, _state.Value, passkeyId, hasPassword, keptSession, _time.GetStoredUtcNow());
        if (!next.IsSuccess)
            return next.Error;

        await _state.CommitAsync(next.Value);
        await GrainFactory.GetGrain<ISessionsGrain>(Id).EndAllAsync(SessionEndReason.CredentialChanged, keptSession, cancellationToken);
        return Result.Success;
    }

    public async Task<Result<Passkey>> UseAsync(UsePasskey command, CancellationToken cancellationToken)
    {
        var (next, answer) = PasskeyRules.Use(Id, _state.Value, command, _time.GetStoredUtcNow());
        if (!ReferenceEquals(next, _state.Value))
            await _state.CommitAsync(next);
        return answer;
    }

    public async Task EraseOlderAsync(DateTimeOffset addedUpTo, CancellationToken cancellationToken)
    {
        var later = _state.Value.Passkeys.RemoveAll(passkey => passkey.CreatedAt <= addedUpTo);
        if (later.Length < _state.Value.Passkeys.Length)
            await _state.CommitAsync(new PasskeysState { Passkeys = later });
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (!_state.Value.Passkeys.IsEmpty)
            await _state.CommitAsync(new PasskeysState());
    }

    /// <summary>Whether the write failed because the credential is another account's; the runtime wraps what a storage throws.</summary>
    private static bool IsTaken(Exception exception) => exception.GetBaseException()
        is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: PasskeyProjection.PrimaryKey };
}
