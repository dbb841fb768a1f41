using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Search.Places;

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
        return services;
    }
}
