using Microsoft.Extensions.DependencyInjection;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Registers the gateways.</summary>
internal static class GatewaySetup
{
    /// <summary>All gateways, configured or not.</summary>
    public static IServiceCollection AddGateways(this IServiceCollection services) => services.AddSingleton<PaymentGateways>();
}
