using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

internal static class StreamServices
{
    public static void AddProvider(IServiceCollection services, string name) =>
        services.AddKeyedSingleton<IStreamProvider>(name, static (provider, key) => new StreamProvider(
            (string)key!,
            provider.GetRequiredService<InProcessNetwork>().Streams,
            provider.GetRequiredService<CallRouter>(),
            provider.GetRequiredService<IGrainManifest>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StreamProvider>>()));
}
