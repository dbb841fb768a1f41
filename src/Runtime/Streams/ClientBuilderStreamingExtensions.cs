using Nusaloka.Runtime.Streams;

namespace Orleans.Hosting;

/// <summary>Streams of a client.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>
    /// Adds ephemeral streams under a name: an item reaches the subscriptions there are when it is published, in order per stream,
    /// and is gone when the process dies.
    /// </summary>
    public static IClientBuilder AddMemoryStreams(this IClientBuilder builder, string name) =>
        builder.ConfigureServices(services => StreamServices.AddProvider(services, name));
}
