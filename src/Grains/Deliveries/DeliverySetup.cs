using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Development;

namespace Nusaloka.Grains.Deliveries;

/// <summary>Registers what mails and short messages share.</summary>
internal static class DeliverySetup
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<DeliveryTools>();
        services.AddSingleton<Messenger>();
        services.AddSingleton<DevelopmentInbox>();
        services.AddSingleton<RetentionService>();
        return services.AddHostedService(static provider => provider.GetRequiredService<RetentionService>());
    }
}
