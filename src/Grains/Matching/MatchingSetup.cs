using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence;

namespace Nusaloka.Grains.Matching;

/// <summary>Registers what matching needs.</summary>
internal static class MatchingSetup
{
    /// <summary>Services.</summary>
    public static IServiceCollection AddMatching(this IServiceCollection services) =>
        services.AddSingleton<MatchCandidates>().AddSingleton<IPersonalDataEraser, MatchingEraser>();

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddMatchingProjections(this IServiceCollection services) => services
        .AddProjection<WishState, WishProjection>("wish").AddProjection<InterestState, InterestProjection>("interest");
}
