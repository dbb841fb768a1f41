using System.Globalization;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Profiles;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>Tells people of their payments, refunds and withdrawals.</summary>
internal sealed class PaymentNotifications(NotificationPublisher publisher)
    : IEventHandler<PaymentSucceeded>, IEventHandler<PaymentFailed>, IEventHandler<RefundEnded>, IEventHandler<WithdrawalEnded>,
        IEventHandler<WithdrawalWaiting>, IEventHandler<BankAccountChanged>
{
    private const string TopUp = "top_up";

    // A top-up is told as the movement that it is.
    public Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken) => payload.Purpose == TopUp
        ? Task.CompletedTask
        : PublishAsync(
            context, payload.PayerId, payload.At, cancellationToken,
            ("payment_id", payload.PaymentId), ("amount", Units(payload.Amount)), ("at", Time(payload.At)));

    public Task HandleAsync(PaymentFailed payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.PayerId, payload.At, cancellationToken, ("payment_id", payload.PaymentId), ("method", payload.Method));

    public Task HandleAsync(RefundEnded payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.PayerId, payload.At, cancellationToken,
        ("payment_id", payload.PaymentId), ("amount", Units(payload.Amount)), ("at", Time(payload.At)));

    public Task HandleAsync(WithdrawalEnded payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.AccountId, payload.At, cancellationToken, ("withdrawal_id", payload.WithdrawalId), ("amount", Units(payload.Amount)));

    public Task HandleAsync(WithdrawalWaiting payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.AccountId, payload.At, cancellationToken,
        ("withdrawal_id", payload.WithdrawalId), ("amount", Units(payload.Amount)), ("bank", payload.BankCode), ("number", payload.AccountNumber),
        ("at", Time(payload.PaysOutAt)));

    public Task HandleAsync(BankAccountChanged payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.AccountId, payload.At, cancellationToken,
        ("bank", payload.BankCode), ("number", payload.AccountNumber), ("at", Time(payload.At)));

    private Task PublishAsync(
        EventContext context, string accountId, DateTimeOffset at, CancellationToken cancellationToken, params ReadOnlySpan<(string Name, string Value)> variables) =>
        publisher.PublishAsync([NewNotification.Of(context.EventId.ToString(), accountId, context.Type, at, variables)], cancellationToken);

    private static string Units(Money amount) => amount.Units.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
