using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Sms;

/// <summary>One short message on its way.</summary>
[GrainType("sms")]
internal sealed class SmsGrain : Grain, ISmsGrain, IRemindable
{
    private readonly Delivery<OutgoingSms> _delivery;
    private readonly ISmsSender _sender;

    public SmsGrain([PersistentState("state")] IPersistentState<DeliveryState> state, ISmsSender sender, DeliveryTools tools)
    {
        _sender = sender;
        _delivery = new Delivery<OutgoingSms>(this, state, "sms", SendAsync, tools);
    }

    public Task AcceptAsync(OutgoingSms sms, CancellationToken cancellationToken) => _delivery.AcceptAsync(sms, sms.ExpiresAt);

    public Task ReceiveReminder(string reminderName, TickStatus status) => _delivery.GoOnAsync(CancellationToken.None);

    private Task SendAsync(OutgoingSms sms, CancellationToken cancellationToken) =>
        _sender.SendAsync(new SmsMessage(sms.To, sms.Text, NameBasedId.Create("sms\n" + this.GetPrimaryKeyString())), cancellationToken);
}
