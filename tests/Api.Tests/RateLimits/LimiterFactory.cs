using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Api.RateLimits;
using Nusaloka.Silo;

namespace Nusaloka.Api.Tests.RateLimits;

/// <summary>Makes what an API process counts with.</summary>
internal static class LimiterFactory
{
    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    /// <summary>The connection of one process; none when there is no Redis.</summary>
    public static SharedRedis Redis(TimeProvider clock, string? address = null, string cluster = "alone", TimeSpan? patience = null) =>
        new(new ClusterSettings(address, cluster, null, null, 1, 1, null, null, null), clock, NullLogger<SharedRedis>.Instance, patience);

    public static RateLimiter Limiter(SharedRedis redis, TimeProvider clock, int maxCallers = 1_000) =>
        new(redis, new RateLimitOptions { MaxCallers = maxCallers }, new RateLimitInstruments(Meters), clock);

    public static Tarpit Tarpit(SharedRedis redis, TimeProvider clock, TarpitOptions? options = null) => new(
        new FailureCounts(redis, new RateLimitOptions(), options ?? new TarpitOptions(), clock),
        options ?? new TarpitOptions(), new RateLimitInstruments(Meters), clock);

    public static RateLimit Limit(int requests, int seconds = 60) => new("test", new Quota(requests, TimeSpan.FromSeconds(seconds)));
}
