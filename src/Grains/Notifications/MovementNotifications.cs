using System.Globalization;
using Nusaloka.Grains.Wallets;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Notifications;

/// <summary>Tells both sides of a movement of money. Payments, refunds and withdrawals have events of their own.</summary>
internal sealed class MovementNotifications(NotificationPublisher publisher) : IMovementHandler
{
    public Task HandleAsync(IReadOnlyList<MovementCompleted> movements, CancellationToken cancellationToken) =>
        publisher.PublishAsync([.. movements.SelectMany(Of)], cancellationToken);

    /// <summary>Who is told what of a movement.</summary>
    internal static IEnumerable<NewNotification> Of(MovementCompleted movement)
    {
        var (sender, receiver) = movement.Kind switch
        {
            TransactionKind.Transfer => ("wallet.sent", "wallet.received"),
            TransactionKind.Debit or TransactionKind.Charge => ("wallet.sent", null),
            TransactionKind.Credit or TransactionKind.Earnings => (null, "wallet.received"),
            TransactionKind.TopUp => (null, "wallet.topped_up"),
            TransactionKind.Reversal => ("wallet.reversed", "wallet.reversed"),
            TransactionKind.Reward => (null, "referral.rewarded"),
            _ => ((string?)null, (string?)null),
        };
        if (sender is not null && movement is { SenderId: { } payer, SenderBalanceAfter: { } left })
            yield return Create(movement, payer, sender, left);
        if (receiver is not null && movement is { ReceiverId: { } payee, ReceiverBalanceAfter: { } balance })
            yield return Create(movement, payee, receiver, balance);
    }

    private static NewNotification Create(MovementCompleted movement, string accountId, string kind, Money balance) => NewNotification.Of(
        movement.TransactionId, accountId, kind, movement.At,
        ("transaction_id", movement.TransactionId), ("amount", Units(movement.Amount)), ("balance", Units(balance)), ("description", movement.Description));

    private static string Units(Money amount) => amount.Units.ToString(CultureInfo.InvariantCulture);
}
