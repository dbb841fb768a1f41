using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts;

/// <summary>Changes of what the person signs in with that are taken back: see <see cref="ReversalRules"/>.</summary>
internal sealed partial class AccountGrain
{
    private WakeUp? _wakeUp;

    private WakeUp WakeUp => _wakeUp ??= new WakeUp(this, GoOnWithReversalAsync, _time);

    public async Task<Result<ReversalProgress>> RevertIdentifierAsync(RevertIdentifier command, CancellationToken cancellationToken)
    {
        if (!_state.Value.IsOpen || ReversalRules.Find(_state.Value, command.Version, _time.GetStoredUtcNow()) is not { } change)
            return CodeErrors.RevertInvalid;
        if (_state.Value.Ban is not null)
            return AccountErrors.Banned;
        if (!ReversalRules.ShowsSomething(command))
            return await AskAsync(change, command.Language);

        return await RefuseProofAsync(change, command) ?? await ReverseAsync(ReversalRules.VersionOf(command), by: null, cancellationToken);
    }

    public Task<Result<ReversalProgress>> GetReversalAsync(CancellationToken cancellationToken) => Task.FromResult<Result<ReversalProgress>>(
        _state.Value.Reversal is { } asked ? asked.Progress() : CodeErrors.ReversalNotFound);

    public async Task<Result<ReversalProgress>> ContestReversalAsync(CancellationToken cancellationToken)
    {
        if (_state.Value.Reversal is not { } asked)
            return CodeErrors.ReversalNotFound;

        await CommitChangedAsync(ReversalRules.Contest(Id, _state.Value, asked, _time.GetStoredUtcNow()));
        await WakeUp.SetAsync(null);
        return await GetReversalAsync(cancellationToken);
    }

    public async Task<Result<ReversalProgress>> DecideReversalAsync(DecideReversal command, CancellationToken cancellationToken)
    {
        if (ReversalRules.WhatIsWrongWith(command.Reason) is { } wrong)
            return wrong;
        if (_state.Value.Reversal is not { IsContested: true } asked)
            return CodeErrors.ReversalNotFound;
        if (command.IsApproved)
            return await ReverseAsync(asked.Version, command.By, cancellationToken);

        await _state.CommitAsync(ReversalRules.Reject(Id, _state.Value, asked, command.By, command.Reason.Trim(), _time.GetStoredUtcNow()));
        return asked.Progress();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => GoOnWithReversalAsync(CancellationToken.None);

    private async Task<Result<ReversalProgress>> AskAsync(IdentifierReversal change, string language)
    {
        var next = ReversalRules.Ask(Id, _state.Value, change, language, _identifiers.ReversalWait, _time.GetStoredUtcNow());
        if (!next.IsSuccess)
            return next.Error;

        if (next.Value.Reversal is { IsContested: false } asked)
            await WakeUp.SetAsync(asked.DueAt);
        await CommitChangedAsync(next.Value);
        return await GetReversalAsync(CancellationToken.None);
    }

    private Task CommitChangedAsync(AccountState next) => ReferenceEquals(next, _state.Value) ? Task.CompletedTask : _state.CommitAsync(next);

    /// <summary>What is wrong with the second proof; null when it is one.</summary>
    private async Task<Error?> RefuseProofAsync(IdentifierReversal change, RevertIdentifier command)
    {
        if (ReversalRules.IsProven(_state.Value, change, command, _time.GetStoredUtcNow()))
            return null;
        if (command.Password is null || change.PasswordHash.Length == 0 || change.WrongPasswords >= ReversalRules.MaxWrongPasswords)
            return CodeErrors.RevertProofRefused;

        switch (await _passwords.VerifyAsync(change.PasswordHash, command.Password))
        {
            case PasswordCheck.Busy:
                return AccountErrors.Busy;
            case PasswordCheck.Wrong:
                _failures.WrongPassword(Id);
                await _state.CommitAsync(ReversalRules.CountWrong(_state.Value, change));
                return CodeErrors.RevertProofRefused;
            default:
                return null;
        }
    }

    private async Task<Result<ReversalProgress>> ReverseAsync(long version, string? by, CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        var next = IdentifierChanges.Reverse(Id, _state.Value, version, now);
        var reverted = (IdentifierReverted)next.PendingEvents[0].Payload;
        if (by is not null)
        {
            reverted = reverted with { By = by };
            next = next with { PendingEvents = [next.PendingEvents[0] with { Payload = reverted }] };
        }

        // As long as the quarantine lasts the old ones are kept for this account; afterwards they may be anybody's.
        if (_state.Value.Reversals.Any(one => one.Version >= version && one.Until <= now)
            && await ReserveAgainAsync(reverted, cancellationToken) is { } gone)
        {
            return gone;
        }

        try
        {
            await _state.CommitAsync(next);
        }
        catch (Exception exception) when (TakenIndex(exception) is not null)
        {
            // The quarantine has ended in this very moment, and somebody was faster.
            return CodeErrors.RevertInvalid;
        }

        await WakeUp.SetAsync(null);
        await _followUp.CompleteReversalAsync(reverted, cancellationToken);
        return new ReversalProgress(ReversalStatus.Done, now, now);
    }

    private async Task<Error?> ReserveAgainAsync(IdentifierReverted reverted, CancellationToken cancellationToken)
    {
        foreach (var key in reverted.Kept.Where(key => !_state.Value.Identifiers.Contains(Identifier.OfKey(key))))
        {
            if (!await IdentifierGrain(Identifier.OfKey(key)).ReserveAsync(Id, cancellationToken))
                return Taken(Identifier.OfKey(key).Kind);
        }

        return null;
    }

    /// <summary>Does what was asked for when its time has come and nobody has objected.</summary>
    private async Task GoOnWithReversalAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        switch (_state.Value.Reversal)
        {
            case { IsContested: false } asked when asked.DueAt > now:
                await WakeUp.SetAsync(asked.DueAt);
                return;
            // Staff have shut the account meanwhile: whose it is, is theirs to say.
            case { IsContested: false } asked when _state.Value.Ban is not null:
                await _state.CommitAsync(ReversalRules.Contest(Id, _state.Value, asked, now));
                break;
            case { IsContested: false } asked:
                if ((await ReverseAsync(asked.Version, by: null, cancellationToken)).Error is { } gone)
                    await _state.CommitAsync(ReversalRules.Reject(Id, _state.Value, asked, by: null, gone.Code, now));
                break;
            default:
                break;
        }

        await WakeUp.SetAsync(null);
    }
}
