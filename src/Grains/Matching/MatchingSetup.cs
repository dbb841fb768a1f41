using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Matching;

/// <summary>Registers what matching needs.</summary>
internal static class MatchingSetup
{
    /// <summary>Services and the handlers of events.</summary>
    public static IServiceCollection AddMatching(this IServiceCollection services)
    {
        services.AddEventHandler<TripArchived, InterestEndings>(TripArchived.Type);
        services.AddEventHandler<DepartureCancelled, InterestEndings>(DepartureCancelled.Type);
        return services.AddSingleton<MatchCandidates>().AddSingleton<IPersonalDataEraser, MatchingEraser>();
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddMatchingProjections(this IServiceCollection services) => services
        .AddProjection<WishState, WishProjection>("wish").AddProjection<InterestState, InterestProjection>("interest");
}
