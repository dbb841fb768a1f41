using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.RateLimits;
using Nusaloka.Api.Realtime;
using Nusaloka.Api.Tests.RateLimits;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>What a client sends is counted.</summary>
public sealed class ChatSessionTests
{
    [Fact]
    public async Task Note_AfterCountingHasFailed_CountsOn()
    {
        var clock = new FailingClock();
        await using var redis = LimiterFactory.Redis(clock);
        await using var services = new ServiceCollection().AddMetrics()
            .AddSingleton(LimiterFactory.Limiter(redis, clock))
            .AddSingleton(new Limits(new RateLimitOptions { Realtime = "1/3600" })).BuildServiceProvider();
        var instruments = new RealtimeInstruments(services.GetRequiredService<IMeterFactory>());
        var cluster = ClusterStub.Of(RoomStub.Create().Room);
        using var node = new NodeRealtime(
            cluster, new RevokedSessions(clock), Options.Create(new RealtimeOptions()), instruments, services, clock, NullLogger<NodeRealtime>.Instance);
        var connection = ClientConnectionTests.New(new RecordingWriter(), "siti", capacity: 128, services, clock);
        // Counting asks neither tokens nor revocations.
        var session = new ChatSession(connection, node, new ChatServices(cluster, null!, null!, new RevokedSessions(clock), instruments, clock, services));

        clock.Fails = true;
        session.Note();
        session.Note();
        clock.Fails = false;
        for (var i = 0; i < 30; i++)
            session.Note();

        await Eventually.TrueAsync("the client is closed", () => connection.IsClosing);
    }

    /// <summary>A clock that stands still, or cannot be read.</summary>
    private sealed class FailingClock : TimeProvider
    {
        public bool Fails { get; set; }

        public override long GetTimestamp() => Fails ? throw new InvalidOperationException("The clock cannot be read.") : 0;
    }
}
