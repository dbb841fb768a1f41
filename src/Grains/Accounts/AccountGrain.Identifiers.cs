using Nusaloka.Accounts;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts;

/// <summary>What the person signs in with, after the registration.</summary>
internal sealed partial class AccountGrain
{
    public async Task<Result<AccountStanding>> VerifyIdentifierAsync(string identifierKey, CancellationToken cancellationToken)
    {
        var identifier = Identifier.OfKey(identifierKey);
        if (!_state.Value.IsOpen || !_state.Value.Identifiers.Contains(identifier))
            return AccountErrors.NotFound;
        if (_state.Value.Ban is not null)
            return AccountErrors.Banned;

        if (!IdentifierChanges.IsVerified(_state.Value, identifier.Kind))
            await _state.CommitAsync(IdentifierChanges.Verify(_state.Value, identifier, _time.GetStoredUtcNow()));
        return AccountRules.Standing(Id, _state.Value);
    }

    public async Task<Result<AccountStanding>> ClaimAsync(string identifierKey, CancellationToken cancellationToken)
    {
        var identifier = Identifier.OfKey(identifierKey);
        if (!_state.Value.IsOpen || !_state.Value.Identifiers.Contains(identifier)
            || !IdentifierChanges.Identifies(AccountRules.View(Id, _state.Value), identifier.Kind))
        {
            return AccountErrors.NotFound;
        }

        return _state.Value.Ban is null && !IdentifierChanges.IsVerified(_state.Value, identifier.Kind)
            ? await _access.ClaimAsync(identifier, cancellationToken)
            : await VerifyIdentifierAsync(identifierKey, cancellationToken);
    }

    public async Task<Result<Account>> ChangeIdentifierAsync(ChangeIdentifier command, CancellationToken cancellationToken)
    {
        var identifier = Identifier.OfKey(command.IdentifierKey);
        if (!_state.Value.IsOpen)
            return AccountErrors.NotFound;
        if (_state.Value.Ban is not null)
            return AccountErrors.Banned;
        if (_state.Value.Identifiers.Contains(identifier))
            return (await VerifyIdentifierAsync(command.IdentifierKey, cancellationToken)).Value is { } standing ? standing.Account : AccountErrors.NotFound;

        if (IdentifierChanges.IsTooMuch(_state.Value, _time.GetStoredUtcNow()))
            return AccountErrors.TooManyChanges;

        // As at the registration: reserve, write, make last. The event finishes it when the process dies in between.
        if (!await IdentifierGrain(identifier).ReserveAsync(Id, cancellationToken))
            return Taken(identifier.Kind);

        var next = IdentifierChanges.Change(Id, _state.Value, identifier, command, _identifiers.Quarantine, _time.GetStoredUtcNow());
        try
        {
            await _state.CommitAsync(next);
        }
        catch (Exception exception) when (TakenIndex(exception) is not null)
        {
            await ReleaseAsync([identifier]);
            return Taken(identifier.Kind);
        }

        await _followUp.CompleteChangeAsync((IdentifierChanged)next.PendingEvents[0].Payload, cancellationToken);
        return AccountRules.View(Id, _state.Value);
    }

    private static Error Taken(IdentifierKind kind) => kind == IdentifierKind.Email ? AccountErrors.EmailTaken : AccountErrors.PhoneTaken;
}
