using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Nusaloka.Silo.Operations;

/// <summary>Registers what every process of ours answers operators with, and how it goes when it is asked to stop.</summary>
public static class OperationsSetup
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds the parts behind /ready and /status, the reports to the cluster, and the drain on SIGTERM.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="identity">Which process it is.</param>
    /// <param name="defaultDrainSeconds">How long it drains when nothing is configured.</param>
    public static void AddNusalokaOperations(this WebApplicationBuilder builder, ProcessIdentity identity, int defaultDrainSeconds)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(identity);
        services.AddOptions<DrainOptions>()
            .Bind(builder.Configuration)
            .PostConfigure(options => options.Seconds ??= defaultDrainSeconds)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<DrainService>();
        services.AddHostedService(provider => provider.GetRequiredService<DrainService>());
        services.AddOptions<HostOptions>().Configure<Microsoft.Extensions.Options.IOptions<DrainOptions>>((host, drain) =>
            host.ShutdownTimeout = ShutdownTimeout + TimeSpan.FromSeconds(drain.Value.Seconds ?? defaultDrainSeconds));
        services.AddSingleton<IRuntimeFigures, ActorFigures>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<Readiness>();
        services.AddHostedService<ClusterReporter>();
    }

    /// <summary>Adds the counting of a silo's calls.</summary>
    internal static void AddCallCounting(this IServiceCollection services)
    {
        services.AddSingleton<MethodCounters>();
        services.AddSingleton<RecentCalls>();
        CallObserver.Register(services);
    }
}
