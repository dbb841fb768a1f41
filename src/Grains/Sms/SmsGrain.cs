using Microsoft.Extensions.Options;
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
        if (!await _budget.TryTakeAsync(cancellationToken))
            throw new InvalidOperationException($"The {_options.MaxPerHour} short messages of this hour are used up (NUSALOKA_SMS__MAX_PER_HOUR).");

        await _sender.SendAsync(new SmsMessage(sms.To, sms.Text, NameBasedId.Create("sms\n" + this.GetPrimaryKeyString())), cancellationToken);
    }
}
