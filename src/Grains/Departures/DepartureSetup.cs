using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Departures;

/// <summary>Registers what departures need.</summary>
internal static class DepartureSetup
{
    /// <summary>Options, services and the handlers of events.</summary>
    public static IServiceCollection AddDepartures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DepartureOptions>().Bind(configuration.GetSection("DEPARTURES")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPersonalDataEraser, DepartureEraser>();
        services.AddEventHandler<SeatFreed, DepartureAudit>(SeatFreed.Type);
        services.AddEventHandler<SeatsOffered, DepartureAudit>(SeatsOffered.Type);
        services.AddEventHandler<DeparturePriceFell, DepartureAudit>(DeparturePriceFell.Type);
        services.AddEventHandler<DepartureCancelled, DepartureAudit>(DepartureCancelled.Type);
        return services;
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddDepartureProjections(this IServiceCollection services) =>
        services.AddProjection<DepartureState, DepartureProjection>("departure");
}
