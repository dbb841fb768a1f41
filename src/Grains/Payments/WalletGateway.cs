using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// The payer's wallet in the place of a gateway, so that a payment need not know the difference. Its money goes to the payee in one step,
/// or by a hold that waits for capture. Everything can be repeated, so nothing need be looked up.
/// </summary>
internal sealed class WalletGateway(IWalletGrain wallet, SystemAccount payee, TimeProvider time) : IPaymentGateway
{
    public static readonly GatewayAbilities WalletAbilities = new(
        ManualCapture: true, PartialCapture: true, PartialRefund: true, Disputes: false, Money.Rupiah(1), Money.Rupiah(PaymentLimits.MaxAmount));

    public string Name => PaymentMethod.Wallet;

    public bool IsConfigured => true;

    public GatewayAbilities Abilities => WalletAbilities;

    public Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        var operation = PaymentLedger.Operation($"payment:{order.PaymentId}");
        if (order.ManualCapture)
        {
            var held = await wallet.AuthorizeAsync(
                new Authorize(
                    Payee.Ours(payee), TransactionKind.Payment, order.Amount, order.Description,
                    time.GetUtcNow() + PaymentRules.CapturePatience, operation),
                cancellationToken);
            return held.IsSuccess
                ? Said(GatewayStatus.RequiresCapture, held.Value.Id, order.Amount)
                : Said(GatewayStatus.Declined, "", order.Amount, held.Error.Code);
        }

        var paid = await wallet.PayAsync(
            new Pay(payee, TransactionKind.Payment, order.Amount, order.Description, operation), cancellationToken);
        return paid.IsSuccess
            ? Said(GatewayStatus.Succeeded, paid.Value.Transaction.Id, order.Amount)
            : Said(GatewayStatus.Declined, "", order.Amount, paid.Error.Code);
    });

    public Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        var captured = await wallet.CaptureAsync(
            new CaptureHold(reference, amount, PaymentLedger.Operation($"capture:{paymentId}")), cancellationToken);
        return captured.IsSuccess
            ? Said(GatewayStatus.Succeeded, captured.Value.Transaction.Id, amount)
            : Said(GatewayStatus.Canceled, reference, amount, captured.Error.Code);
    });

    public Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        // A hold that is resolved already has expired: captures wait in the same line as this.
        await wallet.VoidAsync(new VoidHold(reference, PaymentLedger.Operation($"void:{paymentId}")), cancellationToken);
        return Said(GatewayStatus.Canceled, reference, Money.Rupiah(0));
    });

    public Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayPayment?>(null);

    public Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A refund to a wallet is an entry in the ledger, see PaymentLedger.ReserveAsync.");

    public Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayRefund?>(null);

    public WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now) => new WebhookReading.Rejected("not_a_gateway");

    private static GatewayPayment Said(GatewayStatus status, string reference, Money amount, string? failureCode = null) => new(
        status, reference, amount, status == GatewayStatus.Succeeded ? amount : amount with { Units = 0 }, amount with { Units = 0 },
        Next: null, failureCode, At: null);

    private async Task<GatewayPayment> CallAsync(Func<Task<GatewayPayment>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The wallet's silo may be gone, or its database: the same operation again finds out.
            throw new GatewayUnknownException(Name, exception.Message, exception);
        }
    }
}
