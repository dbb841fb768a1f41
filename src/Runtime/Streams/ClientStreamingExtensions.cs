using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Streams for clients.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The stream provider of that name.</summary>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
    }
}
