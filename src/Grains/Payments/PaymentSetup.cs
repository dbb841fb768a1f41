using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Grains.Payments.Webhooks;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Sandbox;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments;

/// <summary>Registers what payments need beside their gateways.</summary>
internal static class PaymentSetup
{
    /// <summary>Options, services and the handlers of events.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentOptions>().Bind(configuration.GetSection("PAYMENTS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PaymentMethods>();
        services.AddSingleton<PaymentSubjects>();
        services.AddSingleton<PaymentLedger>();
        services.AddSingleton<PaymentSteps>();
        services.AddSingleton<PaymentNews>();
        services.AddSingleton<PaymentRecords>();
        services.AddSingleton<PaymentMetrics>();
        services.AddSingleton<ReconciliationStore>();
        services.AddSingleton<ClearingStore>();
        services.AddSingleton<ListingStore>();
        services.AddSingleton<LedgerWatch>();
        services.AddHostedService<ReconciliationStarter>();
        services.AddEventHandler<PaymentSucceeded, PaymentAudit>(PaymentSucceeded.Type);
        services.AddEventHandler<PaymentFailed, PaymentAudit>(PaymentFailed.Type);
        services.AddEventHandler<PaymentCanceled, PaymentAudit>(PaymentCanceled.Type);
        services.AddEventHandler<RefundEnded, PaymentAudit>(RefundEnded.SucceededType);
        services.AddEventHandler<RefundEnded, PaymentAudit>(RefundEnded.FailedType);
        services.AddEventHandler<DisputeChanged, PaymentAudit>(DisputeChanged.Type);
        services.AddEventHandler<WithdrawalEnded, PaymentAudit>(WithdrawalEnded.SucceededType);
        services.AddEventHandler<WithdrawalEnded, PaymentAudit>(WithdrawalEnded.FailedType);
        services.AddEventHandler<WithdrawalEnded, PaymentAudit>(WithdrawalEnded.ReturnedType);
        services.AddEventHandler<WithdrawalEnded, PaymentAudit>(WithdrawalEnded.CanceledType);
        services.AddEventHandler<WebhookReceived, WebhookReceivedHandler>(WebhookReceived.Type);
        return services;
    }

    /// <summary>The read models.</summary>
    public static IServiceCollection AddPaymentProjections(this IServiceCollection services) => services
        .AddProjection<PaymentState, PaymentProjection>("payment")
        .AddProjection<WebhookState, WebhookProjection>("webhook")
        .AddProjection<WithdrawalState, WithdrawalProjection>("withdrawal")
        .AddProjection<SandboxPaymentState, SandboxPaymentProjection>("sandboxpayment")
        .AddProjection<SandboxPayoutState, SandboxPayoutProjection>("sandboxpayout");
}
