using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>
/// Sends codes. To sign in or to set a new password only to who has an account: here is the only place that looks, long after whoever
/// asked has had their answer.
/// </summary>
internal sealed class CodeIssuedHandler(IGrainFactory grains, CodeSecrets secrets, Messenger messenger, IOptions<CodeOptions> options) : IEventHandler<CodeIssued>
{
    public async Task HandleAsync(CodeIssued payload, EventContext context, CancellationToken cancellationToken)
    {
        if (!await HasReceiverAsync(payload, context.SourceId, cancellationToken))
            return;

        var code = secrets.Open(payload.FlowId, payload.Sealed);
        var minutes = (int)options.Value.Lifetime.TotalMinutes;
        var message = new PersonalMessage(
            payload.Language, CodeTexts.Mail(payload.Purpose, payload.Language, code, minutes), CodeTexts.Sms(payload.Purpose, payload.Language, code, minutes),
            payload.ExpiresAt);
        await messenger.SendAsync(new Identifier(payload.Kind, payload.Recipient), message, context.EventId.ToString(), cancellationToken);
    }

    private async Task<bool> HasReceiverAsync(CodeIssued issued, string identifierKey, CancellationToken cancellationToken)
    {
        if (issued.Purpose is CodePurpose.Verify or CodePurpose.ChangeIdentifier)
            return true;

        var accountId = await grains.GetGrain<IIdentifierGrain>(identifierKey).FindAccountAsync(cancellationToken);
        if (accountId is null || !await grains.GetGrain<IAccountGrain>(accountId).HoldsAsync(identifierKey, cancellationToken))
            return false;

        var account = (await grains.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value;
        return account is not null && IdentifierChanges.Identifies(account, issued.Kind);
    }
}
