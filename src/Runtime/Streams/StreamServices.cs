using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Redis;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

internal static class StreamServices
{
    public static void AddProvider(IServiceCollection services, string name)
    {
        // By a factory: without Redis there is no connection to make it with, and hosts that check their services would not start.
        services.TryAddSingleton(static provider => ActivatorUtilities.CreateInstance<RedisStreamHub>(provider));
        services.AddKeyedSingleton<IStreamProvider>(name, static (provider, key) => new StreamProvider(
            (string)key!,
            HubOf(provider),
            provider.GetRequiredService<CallRouter>(),
            provider.GetRequiredService<IGrainManifest>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StreamProvider>>()));
    }

    /// <summary>Items reach as far as the cluster does: it is in Redis, or within this process.</summary>
    private static IStreamHub HubOf(IServiceProvider provider) => provider.GetService<RedisConnection>() is null
        ? provider.GetRequiredService<InProcessNetwork>().Streams
        : provider.GetRequiredService<RedisStreamHub>();
}
