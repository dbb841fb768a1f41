using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nusaloka.Runtime.Membership;
using Orleans.Clustering.Redis;

namespace Nusaloka.Runtime.Redis;

/// <summary>Makes a host one of a cluster in Redis, in place of a cluster within its process.</summary>
internal static class RedisClustering
{
    public static void Add(IServiceCollection services, Action<RedisClusteringOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        services.AddOptions<RedisMembershipOptions>()
            .ValidateDataAnnotations()
            .Validate(
                options => options.IsLeaseLongEnough,
                $"{nameof(RedisMembershipOptions)}: {nameof(RedisMembershipOptions.Lease)} must be at least three times {nameof(RedisMembershipOptions.Heartbeat)} and {nameof(RedisMembershipOptions.OperationTimeout)}.")
            .ValidateOnStart();
        services.TryAddSingleton<RedisConnection>();
        services.TryAddSingleton<RedisMembership>();
        services.Replace(ServiceDescriptor.Singleton<IMembership>(provider => provider.GetRequiredService<RedisMembership>()));
    }
}
