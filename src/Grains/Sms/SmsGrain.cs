using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Sms;

/// <summary>One short message on its way.</summary>
[GrainType("sms")]
internal sealed class SmsGrain : Grain, ISmsGrain, IRemindable
{
    private readonly Delivery<OutgoingSms> _delivery;
    private readonly MeteredSmsSender _sender;

    public SmsGrain([PersistentState("state")] IPersistentState<DeliveryState> state, MeteredSmsSender sender, DeliveryTools tools)
    {
        _sender = sender;
        _delivery = new Delivery<OutgoingSms>(this, state, "sms", SendAsync, tools);
    }

    public Task AcceptAsync(OutgoingSms sms, CancellationToken cancellationToken) => _delivery.AcceptAsync(sms, sms.ExpiresAt);

    public Task ReceiveReminder(string reminderName, TickStatus status) => _delivery.GoOnAsync(CancellationToken.None);

    private async Task SendAsync(OutgoingSms sms, CancellationToken cancellationToken) => await _sender.SendAsync(
        new SmsMessage(sms.To, sms.Text, NameBasedId.Create("sms\n" + this.GetPrimaryKeyString())), await IsProvenAsync(sms.To, cancellationToken), cancellationToken);

    private async Task<bool> IsProvenAsync(string number, CancellationToken cancellationToken)
    {
        var identifier = new Identifier(IdentifierKind.Phone, number);
        var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken);
        return accountId is not null
            && (await GrainFactory.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value is { IsPhoneVerified: true } account
            && account.Phone == number;
    }
}
