using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Privacy;
using Nusaloka.Profiles;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Finishes changes that were taken back, and puts that on record.</summary>
internal sealed class IdentifierRevertedHandler(
    AccountFollowUp followUp, SecurityEventStore events, AccountNotices notices, Messenger messenger, IGrainFactory grains) : IEventHandler<IdentifierReverted>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public async Task HandleAsync(IdentifierReverted payload, EventContext context, CancellationToken cancellationToken)
    {
        await followUp.CompleteReversalAsync(payload, cancellationToken);
        if (!payload.Dropped.IsEmpty)
            await grains.GetGrain<IErasureGrain>(IErasureGrain.Key).ScheduleAsync(payload.Dropped, cancellationToken);
        var record = new SecurityEvent(context.EventId.ToString(), context.Type, SessionId: null, "", payload.By, payload.At);
        await events.AddAsync(payload.AccountId, [record], cancellationToken);
        await TellAsync(payload, context, cancellationToken);
    }

    /// <summary>Tells who has the account now, and who had it.</summary>
    private async Task TellAsync(IdentifierReverted payload, EventContext context, CancellationToken cancellationToken)
    {
        if (payload.Back is not { } key)
            return;

        var back = Identifier.OfKey(key);
        await notices.TellAsync(
            payload.AccountId, $"{context.EventId}", language => ReversalNotice.Of(context.Type, language, back, payload.At), payload.At,
            onlyOnce: false, cancellationToken);
        var preferences = await grains.GetGrain<IProfileGrain>(payload.AccountId).GetPreferencesAsync(cancellationToken);
        var notice = ReversalNotice.Of(context.Type, preferences.Language, back, payload.At);
        foreach (var dropped in payload.Dropped)
        {
            await messenger.SendAsync(
                Identifier.OfKey(dropped), new PersonalMessage(preferences.Language, notice.Mail, notice.Sms, payload.At + Lifetime),
                $"{context.EventId}/{dropped}", cancellationToken);
        }
    }
}
