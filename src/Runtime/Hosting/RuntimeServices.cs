using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Placement;
using Nusaloka.Runtime.Storage;
using Nusaloka.Runtime.Transport;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>Puts the runtime's parts into a container. Doing it twice changes nothing.</summary>
internal static class RuntimeServices
{
    public static void AddSilo(IServiceCollection services)
    {
        if (Has<Silo>(services)) return;
        if (Has<ClientMarker>(services)) throw TwoRoles();
        AddShared<SiloMessagingOptions>(services);
        services.AddOptions<GrainCollectionOptions>()
            .ValidateDataAnnotations()
            .Validate(
                options => options.CollectionAge > options.CollectionQuantum,
                $"{nameof(GrainCollectionOptions)}: {nameof(GrainCollectionOptions.CollectionAge)} must be more than {nameof(GrainCollectionOptions.CollectionQuantum)}.")
            .ValidateOnStart();
        services.AddSingleton<Handover>();
        services.AddSingleton<Catalog>();
        services.AddSingleton<ActivationCollector>();
        services.AddSingleton<Silo>();
        services.AddSingleton<ILocalSiloDetails>(provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddScoped<GrainContextHolder>();
        services.AddScoped(provider => provider.GetRequiredService<GrainContextHolder>().Context!);
    }

    public static void AddClient(IServiceCollection services)
    {
        if (Has<ClientMarker>(services)) return;
        if (Has<Silo>(services)) throw TwoRoles();
        services.AddSingleton<ClientMarker>();
        services.TryAddSingleton<RemoteManifest>();
        services.TryAddSingleton<IGrainManifest>(static provider =>
            IsAlone(provider) ? provider.GetRequiredService<GrainClassMap>() : provider.GetRequiredService<RemoteManifest>());
        AddShared<ClientMessagingOptions>(services);
        services.AddHostedService<ClientConnection>();
    }

    private static void AddShared<TMessagingOptions>(IServiceCollection services)
        where TMessagingOptions : MessagingOptions
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<TMessagingOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InProcessNetwork>();
        services.TryAddSingleton<IMembership>(provider => provider.GetRequiredService<InProcessNetwork>());
        services.TryAddSingleton<TransportInstruments>();
        services.TryAddSingleton<TcpTransport>();
        services.TryAddSingleton<ITransport>(static provider =>
            IsAlone(provider) ? provider.GetRequiredService<InProcessNetwork>() : provider.GetRequiredService<TcpTransport>());
        services.AddOptions<TransportOptions>()
            .ValidateDataAnnotations()
            .Validate(
                static options => options.Secret is null or { Length: >= TransportOptions.MinSecretLength },
                $"{nameof(TransportOptions)}.{nameof(TransportOptions.Secret)} is too short: it must have at least {TransportOptions.MinSecretLength} characters.")
            .ValidateOnStart();
        services.TryAddSingleton<Witnesses>();
        services.TryAddSingleton<IPlacement, RendezvousPlacement>();
        services.TryAddSingleton(_ => GrainClassMap.Application);
        services.TryAddSingleton<IGrainManifest>(provider => provider.GetRequiredService<GrainClassMap>());
        services.AddSingleton(provider => new RuntimeInstruments(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => new PendingCalls(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<TMessagingOptions>>().Value.EffectiveResponseTimeout,
            provider.GetRequiredService<RuntimeInstruments>()));
        services.AddSingleton<CallRouter>();
        services.AddSingleton<GrainReferenceFactory>();
        services.AddSingleton<IRuntimeStatistics, RuntimeStatistics>();
        services.AddSingleton<ClusterClient>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<ClusterClient>());
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<ClusterClient>());
    }

    /// <summary>Whether the cluster is within this process.</summary>
    private static bool IsAlone(IServiceProvider services) => services.GetRequiredService<IMembership>() is InProcessNetwork;

    private static bool Has<TService>(IServiceCollection services) => services.Any(service => service.ServiceType == typeof(TService));

    private static OrleansConfigurationException TwoRoles() =>
        new("A host is a silo (UseOrleans) or a client (UseOrleansClient), not both: a silo's host can call grains without being a client.");

    private sealed class ClientMarker;
}
