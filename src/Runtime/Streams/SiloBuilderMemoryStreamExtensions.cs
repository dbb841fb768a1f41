using Nusaloka.Runtime.Streams;

namespace Orleans.Hosting;

/// <summary>Streams of a silo.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>
    /// Adds ephemeral streams under a name: an item reaches the subscriptions there are when it is published, in order per stream,
    /// and is gone when the process dies.
    /// </summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name) =>
        builder.ConfigureServices(services => StreamServices.AddProvider(services, name));
}
