using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>Ends the sessions that somebody with the removed passkey's device may have, once more: the first time may have died with its process.</summary>
internal sealed class SessionsOfRemovedPasskeyHandler(IGrainFactory grains) : IEventHandler<PasskeyRemoved>
{
    public Task HandleAsync(PasskeyRemoved payload, EventContext context, CancellationToken cancellationToken) =>
        payload.At is { } removedAt
            ? Sessions(payload).EndBegunUpToAsync(removedAt, SessionEndReason.CredentialChanged, payload.KeptSession, cancellationToken)
            : Sessions(payload).EndAllAsync(SessionEndReason.CredentialChanged, payload.KeptSession, cancellationToken);

    private ISessionsGrain Sessions(PasskeyRemoved payload) => grains.GetGrain<ISessionsGrain>(payload.AccountId);
}

/// <summary>Forgets the passkeys of whoever opened an account and was not its owner, once more: the first time may have died with its process.</summary>
internal sealed class PasskeysOfClaimedAccountHandler(IGrainFactory grains) : IEventHandler<AccessChanged>
{
    public Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<IPasskeysGrain>(payload.AccountId).EraseOlderAsync(payload.At, cancellationToken);
}

/// <summary>Tells the owner of a new passkey.</summary>
internal sealed class PasskeyAddedNotifier(AccountNotices notices) : IEventHandler<PasskeyAdded>
{
    public Task HandleAsync(PasskeyAdded payload, EventContext context, CancellationToken cancellationToken) =>
        notices.TellAsync(payload.AccountId, $"{context.EventId}", PasskeyNotice.Of, context.CreatedAt, onlyOnce: false, cancellationToken);
}

/// <summary>Puts on record what happens to passkeys, and warns of what may be an attack.</summary>
internal sealed partial class PasskeyRecorder :
    IEventHandler<PasskeyAdded>, IEventHandler<PasskeyRemoved>, IEventHandler<PasskeyCounterWentBack>, IEventHandler<PasskeyBackupEligibilityChanged>
{
    private const string MeterName = "Nusaloka.Accounts";

    private readonly SecurityEventStore _events;
    private readonly ILogger<PasskeyRecorder> _logger;
    private readonly Counter<long> _counterWentBack;

    public PasskeyRecorder(SecurityEventStore events, ILogger<PasskeyRecorder> logger, IMeterFactory meters)
    {
        _events = events;
        _logger = logger;
        _counterWentBack = meters.Create(MeterName).CreateCounter<long>(
            "nusaloka.passkeys.counter_went_back", "{sign-in}", "Sign-ins refused because the passkey's counter did not grow.");
    }

    public Task HandleAsync(PasskeyAdded payload, EventContext context, CancellationToken cancellationToken) =>
        RecordAsync(payload.AccountId, payload.PasskeyId, context, cancellationToken);

    public Task HandleAsync(PasskeyRemoved payload, EventContext context, CancellationToken cancellationToken) =>
        RecordAsync(payload.AccountId, payload.PasskeyId, context, cancellationToken);

    public Task HandleAsync(PasskeyCounterWentBack payload, EventContext context, CancellationToken cancellationToken)
    {
        _counterWentBack.Add(1);
        LogCounterWentBack(payload.AccountId, payload.PasskeyId, payload.Stored, payload.Presented);
        return RecordAsync(
            payload.AccountId, string.Create(CultureInfo.InvariantCulture, $"{payload.PasskeyId}: {payload.Presented} after {payload.Stored}"),
            context, cancellationToken);
    }

    public Task HandleAsync(PasskeyBackupEligibilityChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        LogBackupEligibilityChanged(payload.AccountId, payload.PasskeyId, payload.IsBackupEligible);
        return RecordAsync(
            payload.AccountId, $"{payload.PasskeyId}: {(payload.IsBackupEligible ? "eligible" : "not_eligible")}", context, cancellationToken);
    }

    private Task RecordAsync(string accountId, string detail, EventContext context, CancellationToken cancellationToken) => _events.AddAsync(
        accountId, [new SecurityEvent(context.EventId.ToString(), context.Type, SessionId: null, detail, By: null, context.CreatedAt)], cancellationToken);

    [LoggerMessage(3201, LogLevel.Warning,
        "Passkey {PasskeyId} of account {AccountId} came with counter {Presented} where {Stored} had been seen: there may be a copy of it. The sign-in was refused.")]
    private partial void LogCounterWentBack(string accountId, string passkeyId, long stored, long presented);

    [LoggerMessage(3202, LogLevel.Warning, "Passkey {PasskeyId} of account {AccountId} says from now on backup eligible: {IsBackupEligible}.")]
    private partial void LogBackupEligibilityChanged(string accountId, string passkeyId, bool isBackupEligible);
}
