using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Referral;

/// <summary>Registers what invitations need.</summary>
internal static class ReferralSetup
{
    /// <summary>Options, services and the handlers of events.</summary>
    public static IServiceCollection AddReferral(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReferralOptions>().Bind(configuration.GetSection("REFERRAL")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReferralFingerprints>();
        services.AddSingleton<ReferralClaims>();
        services.AddSingleton<RewardQuotas>();
        services.AddSingleton<ReferralLedger>();
        services.AddSingleton<IPersonalDataEraser, ReferralEraser>();
        services.AddEventHandler<AccountRegistered, NewcomerRegisteredHandler>(AccountRegistered.Type);
        services.AddEventHandler<PaymentSucceeded, NewcomerPaidHandler>(PaymentSucceeded.Type);
        services.AddEventHandler<BookingChanged, NewcomerTravelledHandler>(BookingChanged.CompletedType);
        services.AddEventHandler<RefundEnded, PaymentUndoneHandler>(RefundEnded.SucceededType);
        services.AddEventHandler<DisputeChanged, PaymentUndoneHandler>(DisputeChanged.Type);
        return services;
    }

    /// <summary>The read model alone.</summary>
    public static IServiceCollection AddReferralProjections(this IServiceCollection services) =>
        services.AddProjection<ReferralState, ReferralProjection>("referral");
}
