using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Referral;

/// <summary>Tells newcomers' invitations what their registration said.</summary>
internal sealed class NewcomerRegisteredHandler(IGrainFactory grains) : IEventHandler<AccountRegistered>
{
    public Task HandleAsync(AccountRegistered payload, EventContext context, CancellationToken cancellationToken) =>
        payload.Referral is { } claim
            ? grains.GetGrain<INewcomerGrain>(payload.AccountId).RegisterAsync(claim, cancellationToken)
            : Task.CompletedTask;
}

/// <summary>Tells newcomers' invitations that they have paid for something. Money into one's own wallet buys nothing.</summary>
internal sealed class NewcomerPaidHandler(IGrainFactory grains) : IEventHandler<PaymentSucceeded>
{
    private const string TopUp = "top_up";

    public Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken) =>
        payload.Purpose == TopUp
            ? Task.CompletedTask
            : grains.GetGrain<INewcomerGrain>(payload.PayerId).HasPaidAsync(payload.PaymentId, payload.Amount, payload.At, cancellationToken);
}

/// <summary>Tells newcomers' invitations that the trip which they have paid is over and its money is the guide's. Until then all of it may go back.</summary>
internal sealed class NewcomerTravelledHandler(IGrainFactory grains) : IEventHandler<BookingChanged>
{
    public Task HandleAsync(BookingChanged payload, EventContext context, CancellationToken cancellationToken) =>
        payload is { PaymentId: { } paymentId, Earned: { } earned }
            ? grains.GetGrain<INewcomerGrain>(payload.AccountId).HasCompletedAsync(
                new CompletedPurchase(new PaidPayment(paymentId, earned, payload.PaidAt ?? payload.At), payload.GuideId), cancellationToken)
            : Task.CompletedTask;
}
