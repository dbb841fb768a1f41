namespace Nusaloka.Payments;

/// <summary>The expected failures of payments.</summary>
public static class PaymentErrors
{
    /// <summary>No such payment that the caller may see.</summary>
    public static Error NotFound { get; } = new("payment_not_found", ErrorKind.NotFound, "There is no such payment.");

    /// <summary>The payment is where this cannot be done.</summary>
    public static Error Status(PaymentStatus status, string command) => new(
        "payment_status", ErrorKind.Conflict, $"The payment is {NameOf(status)}: it cannot be {command}.");

    /// <summary>No such difference.</summary>
    public static Error DifferenceNotFound { get; } = new("difference_not_found", ErrorKind.NotFound, "There is no such difference.");

    /// <summary>What could not be compared cannot be explained either.</summary>
    public static Error DifferenceNotCompared { get; } = new(
        "difference_not_compared", ErrorKind.Conflict, "This could not be compared yet; it is tried each hour and closes by itself when that works.");

    /// <summary>One key, two different requests.</summary>
    public static Error KeyReused { get; } =
        new("idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for a different request. Use a new key.");

    /// <summary>Nothing to pay with.</summary>
    public static Error MethodRequired { get; } =
        new("method_required", ErrorKind.Refused, "Say what to pay with: method must be one of GET /payments/methods.");

    /// <summary>Not a method, or not one that can do this.</summary>
    public static Error MethodUnavailable(string method) => new(
        "method_unavailable", ErrorKind.Refused, $"Nothing of this kind can be paid with '{method}' now. See GET /payments/methods.");

    /// <summary>Too little or too much for the method.</summary>
    public static Error AmountOutOfMethod(string method, Money min, Money max) => new(
        "amount_not_payable", ErrorKind.Refused, $"{method} takes {min.Units} to {max.Units} rupiah.");

    /// <summary>The gateway cannot be reached; nothing was done.</summary>
    public static Error GatewayUnavailable { get; } =
        new("gateway_unavailable", ErrorKind.Unavailable, "The payment gateway cannot be reached. Nothing was done; try again later.");

    /// <summary>More than there is.</summary>
    public static Error AmountTooLarge(Money limit) =>
        new("amount_too_large", ErrorKind.Refused, $"The amount is more than what is left: {limit.Units} rupiah.");

    /// <summary>All or nothing.</summary>
    public static Error PartialNotSupported(string method) =>
        new("partial_not_supported", ErrorKind.Refused, $"{method} does this for the whole amount only.");

    /// <summary>Enough is enough.</summary>
    public static Error TooManyRefunds { get; } =
        new("too_many_refunds", ErrorKind.Refused, $"A payment has at most {PaymentLimits.MaxRefunds} refunds.");

    /// <summary>It may have to go back.</summary>
    public static Error Disputed { get; } =
        new("payment_disputed", ErrorKind.Conflict, "The payer's bank asks for the money: it stays in escrow until that is decided.");

    /// <summary>Four eyes: what is the officer's own somebody else decides.</summary>
    public static Error OwnMoney { get; } =
        new("own_money", ErrorKind.Forbidden, "This is about your own money: another officer has to do it.");

    /// <summary>No such gateway.</summary>
    public static Error GatewayNotFound { get; } = new("gateway_not_found", ErrorKind.NotFound, "There is no such payment gateway.");

    /// <summary>Not from the gateway.</summary>
    public static Error WebhookRejected { get; } =
        new("webhook_rejected", ErrorKind.Invalid, "The webhook's signature or token is not the gateway's, or it is too old.");

    /// <summary>No such entry.</summary>
    public static Error QuarantineNotFound { get; } =
        new("quarantine_not_found", ErrorKind.NotFound, "There is no such entry in the quarantine.");

    /// <summary>Decided before, otherwise.</summary>
    public static Error QuarantineResolved { get; } =
        new("quarantine_resolved", ErrorKind.Conflict, "The entry was decided before.");

    /// <summary>There is no money to give back.</summary>
    public static Error QuarantineNotRefundable { get; } =
        new("quarantine_not_refundable", ErrorKind.Refused, "What is reported is not an amount of rupiah that was paid: settle it at the gateway, then ignore the entry.");

    private static string NameOf(PaymentStatus status) => status switch
    {
        PaymentStatus.RequiresPaymentMethod => "requires_payment_method",
        PaymentStatus.RequiresConfirmation => "requires_confirmation",
        PaymentStatus.RequiresAction => "requires_action",
        PaymentStatus.Processing => "processing",
        PaymentStatus.RequiresCapture => "requires_capture",
        PaymentStatus.Succeeded => "succeeded",
        _ => "canceled",
    };
}
