using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Bookings;

/// <summary>Registers what bookings need.</summary>
internal static class BookingSetup
{
    /// <summary>Options, services and the handlers of events.</summary>
    public static IServiceCollection AddBookings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BookingOptions>().Bind(configuration.GetSection("BOOKINGS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BookingLedger>();
        services.AddSingleton<BookingSteps>();
        services.AddHostedService<BookingRetention>();
        services.AddSingleton<Guides>();
        services.AddSingleton<VoucherCodes>();
        services.AddSingleton<IPersonalDataEraser, BookingEraser>();
        services.AddEventHandler<PaymentSucceeded, PaidBookingHandler>(PaymentSucceeded.Type);
        services.AddEventHandler<RefundEnded, UndonePaymentHandler>(RefundEnded.SucceededType);
        services.AddEventHandler<DisputeChanged, UndonePaymentHandler>(DisputeChanged.Type);
        services.AddEventHandler<DepartureCancelled, DepartureCancelledHandler>(DepartureCancelled.Type);
        foreach (var type in BookingChanged.Types)
            services.AddEventHandler<BookingChanged, BookingAudit>(type);
        return services;
    }

    /// <summary>The read model.</summary>
    public static IServiceCollection AddBookingProjections(this IServiceCollection services) =>
        services.AddProjection<BookingState, BookingProjection>("booking");
}
