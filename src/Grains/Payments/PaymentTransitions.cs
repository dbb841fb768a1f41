using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using static Nusaloka.Grains.Payments.PaymentReaction;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// Where a payment can go from where it is: the whole table, with nothing but the table in it. What gateways say comes late, twice and
/// in any order, so what they say never takes a payment back.
/// </summary>
internal static class PaymentTransitions
{
    /// <summary>
    /// Where a command leads; null when it cannot be done. What needs the gateway gets there when the gateway has answered, see
    /// <see cref="PaymentStep"/>; until then no other command can be done.
    /// </summary>
    public static PaymentStatus? After(PaymentStatus from, PaymentStep step, PaymentCommandKind command) => (command, from, step) switch
    {
        // A refund needs no step to be over: dispute and refund entries do not meet.
        (PaymentCommandKind.Refund, PaymentStatus.Succeeded, _) => PaymentStatus.Succeeded,
        (_, _, not PaymentStep.None) => null,
        (PaymentCommandKind.Confirm, PaymentStatus.RequiresPaymentMethod or PaymentStatus.RequiresConfirmation, _) => PaymentStatus.Processing,
        (PaymentCommandKind.Capture, PaymentStatus.RequiresCapture, _) => PaymentStatus.Processing,
        (PaymentCommandKind.Cancel or PaymentCommandKind.Expire,
            PaymentStatus.RequiresPaymentMethod or PaymentStatus.RequiresConfirmation or PaymentStatus.RequiresAction or PaymentStatus.RequiresCapture,
            _) => PaymentStatus.Canceled,
        _ => null,
    };

    /// <summary>What to do about something that the gateway says of the current try.</summary>
    public static PaymentReaction On(PaymentStatus from, PaymentStep step, GatewayStatus reported) => from switch
    {
        PaymentStatus.RequiresPaymentMethod or PaymentStatus.RequiresConfirmation => reported switch
        {
            // The payer has tried again on the gateway's page.
            GatewayStatus.RequiresCapture => Authorize,
            GatewayStatus.Succeeded => Settle,
            _ => Ignore,
        },
        PaymentStatus.RequiresAction when step == PaymentStep.Cancel => reported switch
        {
            GatewayStatus.Processing => Wait,
            GatewayStatus.Succeeded => Settle,
            GatewayStatus.Declined or GatewayStatus.Canceled => Cancel,
            _ => Ignore,
        },
        PaymentStatus.RequiresAction => Forward(reported),
        PaymentStatus.Processing => step switch
        {
            PaymentStep.Confirm => Forward(reported),
            PaymentStep.Capture => reported switch
            {
                GatewayStatus.Succeeded => Settle,
                GatewayStatus.Declined or GatewayStatus.Canceled => Cancel,
                _ => Ignore,
            },
            PaymentStep.Settle => Ignore,
            _ => reported is GatewayStatus.RequiresAction or GatewayStatus.Processing ? Ignore : Forward(reported),
        },
        PaymentStatus.RequiresCapture => reported switch
        {
            // Captured by another hand, at the gateway.
            GatewayStatus.Succeeded => Settle,
            GatewayStatus.Declined or GatewayStatus.Canceled => Cancel,
            _ => Ignore,
        },
        PaymentStatus.Canceled => reported switch
        {
            GatewayStatus.RequiresCapture when step == PaymentStep.None => Release,
            GatewayStatus.Succeeded => RefundLate,
            GatewayStatus.Declined or GatewayStatus.Canceled when step == PaymentStep.Cancel => Cancel,
            _ => Ignore,
        },
        _ => Ignore,
    };

    private static PaymentReaction Forward(GatewayStatus reported) => reported switch
    {
        GatewayStatus.RequiresAction => Ask,
        GatewayStatus.Processing => Wait,
        GatewayStatus.RequiresCapture => Authorize,
        GatewayStatus.Succeeded => Settle,
        GatewayStatus.Declined => Decline,
        GatewayStatus.Canceled => PaymentReaction.Cancel,
        _ => throw new ArgumentOutOfRangeException(nameof(reported), reported, "This is nothing that a gateway can say. Add it here."),
    };
}
