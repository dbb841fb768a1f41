using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Tests.Payments.Gateways;

/// <summary>Gateways as a silo has them, with a configuration of their own.</summary>
internal static class GatewayFactory
{
    public static ServiceProvider Build(TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create<string, string?>("PAYMENTS:" + setting.Key, setting.Value)))
            .Build();
        return new ServiceCollection()
            .AddLogging(static logging => logging.ClearProviders())
            .AddSingleton(clock)
            .AddGateways(configuration)
            .BuildServiceProvider();
    }
}
