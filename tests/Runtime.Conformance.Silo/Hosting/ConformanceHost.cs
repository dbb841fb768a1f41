using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Persistence;
using Nusaloka.Runtime.Conformance.Silo.Filters;
using Nusaloka.Runtime.Conformance.Silo.Observation;
using Nusaloka.Runtime.Conformance.Silo.Storage;
using Nusaloka.Runtime.Conformance.Silo.Streams;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;

namespace Nusaloka.Runtime.Conformance.Silo.Hosting;

/// <summary>Sets up the silos and clients of every kind of cluster in the same way.</summary>
public static class ConformanceHost
{
    /// <summary>How many requests may wait for a grain.</summary>
    public const int MaxWaitingRequests = 400;

    /// <summary>How long grains wait for one another's answers. Clients have more patience, so that they hear of it.</summary>
    public static readonly TimeSpan GrainPatience = TimeSpan.FromSeconds(6);

    /// <summary>Shorter than a test.</summary>
    public static readonly TimeSpan MinimumReminderPeriod = TimeSpan.FromSeconds(0.5);

    /// <summary>The storage in which Orleans looks for the subscriptions of streams.</summary>
    private const string SubscriptionStorage = "PubSubStore";

    public static ISiloBuilder AddConformance(this ISiloBuilder silo, string postgres)
    {
        silo.Services.AddNusalokaPersistence(options =>
        {
            options.ConnectionString = postgres;
            options.MaxPoolSize = 20;
            options.MigrateOnStart = false;
        });
        silo.Services.AddGrainStorage(FailingStorage.Name, static (_, _) => new FailingStorage());
        silo.Services.AddSingleton<Journal>();
        silo.Services.AddSingleton<Gates>();
        silo.Configure<SiloMessagingOptions>(static options =>
        {
            options.ResponseTimeout = GrainPatience;
            options.MaxEnqueuedRequestsHardLimit = MaxWaitingRequests;
        });
        silo.Configure<ReminderOptions>(static options => options.MinimumReminderPeriod = MinimumReminderPeriod);
        return silo.AddReminders().AddMemoryGrainStorage(SubscriptionStorage).AddMemoryStreams(StreamNames.Provider).AddCallFilters();
    }

    /// <summary>Finds the other silos through Redis.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, ProcessSettings settings) => silo
        .UseRedisClustering(settings.Redis)
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ClusterId));

    /// <summary>Finds the silos through Redis.</summary>
    public static IClientBuilder UseCluster(this IClientBuilder client, string redis, string clusterId) => client
        .UseRedisClustering(redis)
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, clusterId));

    public static IClientBuilder AddConformance(this IClientBuilder client) => client.AddMemoryStreams(StreamNames.Provider).AddCallFilters();
}
