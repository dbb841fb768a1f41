using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Trips;

/// <summary>Registers what trips need.</summary>
internal static class TripSetup
{
    /// <summary>Services and the handlers of events.</summary>
    public static IServiceCollection AddTrips(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalDataEraser, TripEraser>();
        services.AddEventHandler<TripPublished, TripAudit>(TripPublished.Type);
        services.AddEventHandler<TripArchived, TripAudit>(TripArchived.Type);
        services.AddEventHandler<TripPriceFell, TripAudit>(TripPriceFell.Type);
        return services;
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddTripProjections(this IServiceCollection services) => services.AddProjection<TripState, TripProjection>("trip");
}
