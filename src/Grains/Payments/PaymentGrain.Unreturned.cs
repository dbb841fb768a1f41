namespace Nusaloka.Grains.Payments;

/// <summary>Money of a payment that is to go back and is contested.</summary>
internal sealed partial class PaymentGrain
{
    public Task ReportUnreturnedAsync(CancellationToken cancellationToken) => TakeAsync(Quarantine.Unreturned(State, Id, Now));
}
