using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.Profiles;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Trips;

/// <summary>Registers what trips need.</summary>
internal static class TripSetup
{
    /// <summary>Services and the handlers of events.</summary>
    public static IServiceCollection AddTrips(this IServiceCollection services)
    {
        services.AddSingleton<GuideTrips>();
        services.AddSingleton<IPersonalDataEraser, TripEraser>();
        services.AddEventHandler<AccessChanged, GuideStandingHandler>(AccessChanged.BannedType);
        services.AddEventHandler<VerificationDecided, GuideStandingHandler>(VerificationDecided.Type);
        services.AddEventHandler<TripPublished, TripAudit>(TripPublished.Type);
        services.AddEventHandler<TripArchived, TripAudit>(TripArchived.Type);
        services.AddEventHandler<TripPriceFell, TripAudit>(TripPriceFell.Type);
        services.AddEventHandler<TripPriceFell, TripAlertHandlers>(TripPriceFell.Type);
        services.AddEventHandler<DeparturePriceFell, TripAlertHandlers>(DeparturePriceFell.Type);
        services.AddEventHandler<TripChanged, TripAlertHandlers>(TripChanged.Type);
        services.AddEventHandler<SeatFreed, TripAlertHandlers>(SeatFreed.Type);
        services.AddEventHandler<TripAlertsDue, TripAlertHandlers>(TripAlertsDue.Type);
        services.AddEventHandler<TripAlert, TripAlertHandlers>(TripAlert.Type);
        return services;
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddTripProjections(this IServiceCollection services) => services
        .AddProjection<TripState, TripProjection>("trip").AddProjection<SavedTripsState, SavedTripsProjection>("savedtrips");
}
