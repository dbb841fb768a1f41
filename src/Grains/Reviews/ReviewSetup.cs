using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence;

namespace Nusaloka.Grains.Reviews;

/// <summary>Registers what reviews need.</summary>
internal static class ReviewSetup
{
    /// <summary>Options and services.</summary>
    public static IServiceCollection AddReviews(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReviewOptions>().Bind(configuration.GetSection("REVIEWS")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IPersonalDataEraser, ReviewEraser>();
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddReviewProjections(this IServiceCollection services) =>
        services.AddProjection<ReviewState, ReviewProjection>("review");
}
