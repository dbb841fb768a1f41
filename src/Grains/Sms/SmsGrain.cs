using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Sms;

/// <summary>One short message on its way.</summary>
[GrainType("sms")]
internal sealed class SmsGrain : Grain, ISmsGrain, IRemindable
{
    private readonly Delivery<OutgoingSms> _delivery;
    private readonly ISmsSender _sender;
    private readonly SmsBudget _budget;
    private readonly SmsOptions _options;

    public SmsGrain(
        [PersistentState("state")] IPersistentState<DeliveryState> state, ISmsSender sender, SmsBudget budget, IOptions<SmsOptions> options,
        DeliveryTools tools)
    {
        _sender = sender;
        _budget = budget;
        _options = options.Value;
        _delivery = new Delivery<OutgoingSms>(this, state, "sms", SendAsync, tools);
    }

    public Task AcceptAsync(OutgoingSms sms, CancellationToken cancellationToken) => _delivery.AcceptAsync(sms, sms.ExpiresAt);

    public Task ReceiveReminder(string reminderName, TickStatus status) => _delivery.GoOnAsync(CancellationToken.None);

    private async Task SendAsync(OutgoingSms sms, CancellationToken cancellationToken)
    {
        if (!_options.Serves(sms.To))
            throw new DeliveryRefusedException("NUSALOKA_SMS__COUNTRIES does not have the number's country.");
        var message = new SmsMessage(sms.To, sms.Text, NameBasedId.Create("sms\n" + this.GetPrimaryKeyString()));
        if (!await _budget.TryTakeAsync(message.Id, sms.To, await IsProvenAsync(sms.To, cancellationToken), cancellationToken))
            throw new InvalidOperationException($"Of the {_options.MaxPerHour} short messages of this hour (NUSALOKA_SMS__MAX_PER_HOUR) none is left for this one.");

        await _sender.SendAsync(message, cancellationToken);
    }

    private async Task<bool> IsProvenAsync(string number, CancellationToken cancellationToken)
    {
        var identifier = new Identifier(IdentifierKind.Phone, number);
        var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken);
        return accountId is not null
            && (await GrainFactory.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value is { IsPhoneVerified: true } account
            && account.Phone == number;
    }
}
