using Microsoft.Extensions.Options;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>What can be paid with: the payer's wallet, and the gateways that are configured.</summary>
internal sealed class PaymentMethods(PaymentGateways gateways, IGrainFactory grains, IOptions<PaymentOptions> options, TimeProvider time)
{
    /// <summary>All that are open now.</summary>
    public IEnumerable<PaymentMethod> Open =>
    [
        Describe(PaymentMethod.Wallet, WalletGateway.WalletAbilities),
        .. gateways.All.Where(static gateway => gateway.IsConfigured).Select(static gateway => Describe(gateway.Name, gateway.Abilities)),
    ];

    /// <summary>What the method can do; null when there is none of that name.</summary>
    public GatewayAbilities? AbilitiesOf(string method) =>
        method == PaymentMethod.Wallet ? WalletGateway.WalletAbilities : gateways.Find(method)?.Abilities;

    /// <summary>Why the payment cannot be paid like that; null when it can.</summary>
    public Error? Check(PaymentPurpose purpose, CaptureMode captureMode, Money amount, string method)
    {
        var isOpen = method == PaymentMethod.Wallet ? purpose != PaymentPurpose.TopUp : gateways.Find(method) is { IsConfigured: true };
        if (!isOpen || AbilitiesOf(method) is not { } abilities || (captureMode == CaptureMode.Manual && !abilities.ManualCapture))
            return PaymentErrors.MethodUnavailable(method);

        return amount < abilities.MinAmount || amount > abilities.MaxAmount
            ? PaymentErrors.AmountOutOfMethod(method, abilities.MinAmount, abilities.MaxAmount)
            : null;
    }

    /// <summary>Why the payer's wallet could not take the top-up; null when it could, as things are now.</summary>
    public async Task<Error?> CheckWalletAsync(PaymentState state, CancellationToken cancellationToken)
    {
        if (state.Purpose != PaymentPurpose.TopUp)
            return null;

        var limits = await grains.GetGrain<IWalletGrain>(state.PayerId).GetLimitsAsync(cancellationToken);
        if (!limits.IsSuccess)
            return limits.Error;
        if (limits.Value.BalanceCap is { } cap && limits.Value.Balance + state.Amount > cap)
            return WalletErrors.BalanceLimitExceeded;
        return limits.Value.MonthlyIncoming is { } most && limits.Value.MonthReceived + state.Amount > most ? WalletErrors.MonthlyLimitExceeded : null;
    }

    /// <summary>Who takes the money of a try.</summary>
    public IPaymentGateway Of(PaymentState state, PaymentAttempt attempt) => attempt.IsWallet
        ? new WalletGateway(grains.GetGrain<IWalletGrain>(state.PayerId), state.Payee, time)
        : gateways.Find(attempt.Method)
            ?? throw new GatewayUnavailableException(attempt.Method, "this build does not have it");

    /// <summary>The order for a try.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="attempt">The try.</param>
    /// <param name="isRepeat">Whether it may have been sent before.</param>
    public GatewayOrder Order(PaymentState state, PaymentAttempt attempt, bool isRepeat) => new(
        attempt.Id, state.PayerId, state.Amount, state.Purpose == PaymentPurpose.TopUp ? "Nusaloka: isi saldo" : $"Nusaloka: {state.Subject}",
        state.CaptureMode == CaptureMode.Manual, attempt.Source.Token, attempt.Source.Channel,
        new Uri(attempt.Source.ReturnUrl ?? options.Value.ReturnUrl), state.ExpiresAt)
    {
        TriedSince = isRepeat ? state.UpdatedAt : null,
    };

    private static PaymentMethod Describe(string name, GatewayAbilities abilities) => new(
        name, abilities.ManualCapture, abilities.PartialCapture, abilities.PartialRefund, abilities.MinAmount, abilities.MaxAmount);
}
