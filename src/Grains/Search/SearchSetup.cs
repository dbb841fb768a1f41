using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Search.Places;
using Nusaloka.Grains.Search.Trips;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence;

namespace Nusaloka.Grains.Search;

/// <summary>Registers what searches need.</summary>
public static class SearchSetup
{
    /// <summary>Services.</summary>
    internal static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SearchOptions>().Bind(configuration.GetSection("SEARCH")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PlaceStore>();
        services.AddSingleton<PlaceIndexSource>();
        services.AddHostedService<PlaceSeeder>();
        services.AddSingleton<PopularSearches>();
        services.AddSingleton<FacetCache>();
        services.AddSingleton<TripSearchRefresher>();
        services.AddHostedService<SearchUpkeep>();
        return services;
    }

    /// <summary>The read models alone.</summary>
    internal static IServiceCollection AddSearchProjections(this IServiceCollection services) =>
        services.AddProjection<TripState, TripSearchProjection>("trip");
}
