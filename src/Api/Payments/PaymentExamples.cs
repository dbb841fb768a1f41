using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Examples for the API's document.</summary>
internal static class PaymentExamples
{
    private const string Payer = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    public static readonly CreatePaymentRequest Create = new()
    {
        Purpose = PaymentPurpose.Booking,
        Amount = 450_000,
        Subject = "0199a0c4-1111-7222-8333-444455556666",
        Method = "sandbox",
        Confirm = true,
    };

    public static readonly ConfirmPaymentRequest Confirm = new() { Method = "midtrans", Channel = "qris" };

    public static readonly RefundResponse Refund = new(
        "9d3c2b1a-0f1e-8d2c-9b3a-4c5d6e7f8091", "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", 50_000, RefundStatus.Succeeded,
        RefundOrigin.Requested, "Kamar tidak tersedia", null, At.AddHours(1), At.AddHours(1), null);

    public static readonly PaymentResponse Paid = new(
        "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", Payer, PaymentPurpose.Booking, "0199a0c4-1111-7222-8333-444455556666", 450_000, "IDR",
        "sandbox", CaptureMode.Automatic, PaymentStatus.Succeeded, null, 0, 450_000, 50_000, "pay_3f1b", null, At.AddDays(1), At,
        At.AddHours(1), [Refund], []);

    public static readonly PaymentResponse Asking = Paid with
    {
        Status = PaymentStatus.RequiresAction,
        NextAction = new NextActionResponse(NextActionKind.Redirect, "https://api.nusaloka.id/sandbox/pay/pay_3f1b"),
        AmountCaptured = 0,
        AmountRefunded = 0,
        UpdatedAt = At,
        Refunds = [],
    };

    public static readonly PaymentResponse Canceled = Asking with
    {
        Status = PaymentStatus.Canceled,
        NextAction = null,
        FailureCode = "requested_by_customer",
    };

    public static readonly PaymentMethodsResponse Methods = new(
    [
        new PaymentMethodResponse(PaymentMethod.Wallet, true, true, true, 1, PaymentLimits.MaxAmount),
        new PaymentMethodResponse("sandbox", true, true, true, 1_000, 100_000_000),
    ]);

    public static readonly QuarantineEntryResponse Quarantined = new(
        "1b4e28ba-2fa1-8d2c-883f-0016d3cca427", Paid.Id, "sandbox", "pay_3f1b", "amount_differs", 450_000, 440_000, "IDR",
        QuarantineStatus.Open, null, At, null, "");

    public static readonly WebhookResponse Webhook = new(
        "sandbox", "evt_81c2", "payment", "applied", Paid.Id, 0, null, At, At.AddSeconds(1));

    public static readonly CreateWithdrawalRequest Withdraw = new()
    {
        Amount = 250_000,
        BankAccount = new BankAccountRequest { BankCode = "bca", AccountNumber = "8810012345", HolderName = "Siti Aminah" },
    };

    public static readonly WithdrawalResponse Withdrawal = new(
        "2c5f39cb-3fb2-8e3d-994f-1127e4ddb538", Payer, 250_000, new BankAccountResponse("bca", "******2345", "Siti Aminah"),
        WithdrawalStatus.Pending, null, "po_77a0", At, At, At.AddDays(1));
}
