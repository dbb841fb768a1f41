using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Transport;

public sealed class LostConnectionTests
{
    [Fact]
    public async Task Call_ToASiloThatRefusesConnections_FailsAtOnceAndTheSiloIsSuspected()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var dead = SiloAddress.New(IPAddress.Loopback, TcpCluster.FreePort(), 1);
        await cluster.Members.JoinAsync(dead, "dead", CancellationToken.None);
        var grain = GrainAt(cluster, client, dead);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.NoteAsync(Patience.NewName()));

        Assert.Contains("try again", exception.Message, StringComparison.Ordinal);
        Assert.Contains(dead, TcpCluster.MembershipOf(client).Suspects);
    }

    [Fact]
    public async Task Call_ToASiloThatIsGoneFromTheNewestView_GoesToTheNewOwner()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var dead = SiloAddress.New(IPAddress.Loopback, TcpCluster.FreePort(), 1);
        await cluster.Members.JoinAsync(dead, "dead", CancellationToken.None);
        var grain = GrainAt(cluster, client, dead);

        await cluster.Members.RemoveAsync(dead, CancellationToken.None);

        Assert.Equal(cluster.Members.View.Silos[0].ToString(), await grain.WhereAsync());
    }

    [Fact]
    public async Task Connection_CutWhileTheGrainWorks_FailsTheCallWithUnknownOutcomeAndCancelsTheGrain()
    {
        await using var proxied = await ProxiedSilo.StartAsync();
        var name = Patience.NewName();
        var grain = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name);
        var call = grain.WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();

        proxied.Proxy.Cut();

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        Assert.Contains("unknown", exception.Message, StringComparison.Ordinal);
        await Journal.UntilAsync(name, "cancelled");
    }

    [Fact]
    public async Task Connection_CutWhileACallWaits_KeepsItFromRunning()
    {
        await using var proxied = await ProxiedSilo.StartAsync();
        var (name, dropped, marker) = (Patience.NewName(), Patience.NewName(), Patience.NewName());
        var grain = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name);
        var local = proxied.Silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IParcelGrain>(name);
        var first = local.WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();
        var second = grain.NoteAsync(dropped);
        // Answered, so what was sent before it has arrived.
        await proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).NoteAsync(marker);

        proxied.Proxy.Cut();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => second);
        await Eventually.TrueAsync("the silo to notice", () => proxied.Closed >= 1);
        Gate.Named(name).Open();
        await first;
        await local.NoteAsync(marker);

        Assert.Empty(Journal.Of(dropped));
    }

    [Fact]
    public async Task Connection_CutAndReachableAgain_IsMadeAnew()
    {
        await using var proxied = await ProxiedSilo.StartAsync();
        var grain = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());
        await grain.WhereAsync();

        proxied.Proxy.Cut();

        await Eventually.TrueAsync("an answer", async () =>
        {
            try
            {
                return (await grain.WhereAsync()).Length > 0;
            }
            catch (SiloUnavailableException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Peer_ThatFallsSilent_IsGivenUp()
    {
        await using var proxied = await ProxiedSilo.StartAsync(options => options.KeepAliveInterval = TimeSpan.FromMilliseconds(100));
        var grain = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());
        await grain.WhereAsync();
        proxied.Proxy.Hold();

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.WhereAsync());

        Assert.Contains("Nothing was heard", exception.InnerException?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatIsIdle_StaysAlive()
    {
        var time = new ManualTimeProvider();
        await using var proxied = await ProxiedSilo.StartAsync(clientTime: time);
        using var heard = new CounterReading<int>(proxied.Client.Services.GetRequiredService<IMeterFactory>(), "orleans-messaging-received-messages-size");
        var grain = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());
        await grain.WhereAsync();
        var name = Patience.NewName();
        var work = grain.WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();

        // A question and an answer for each interval, and a silent connection is given up after three.
        for (var signs = 0; signs < 4; signs++)
        {
            var before = heard.Sum;
            time.Advance(new TransportOptions().KeepAliveInterval);
            await Eventually.TrueAsync("a sign of life", () => heard.Sum > before);
        }

        Gate.Named(name).Open();

        await work;
    }

    [Fact]
    public async Task Call_CancelledWhileItsConnectionIsMade_IsNotSent()
    {
        await using var proxied = await ProxiedSilo.StartAsync(options => options.ConnectTimeout = TimeSpan.FromMinutes(1));
        var grains = proxied.Client.Services.GetRequiredService<IClusterClient>();
        var meters = proxied.Client.Services.GetRequiredService<IMeterFactory>();
        using var sent = new CounterReading<int>(meters, "orleans-messaging-sent-messages-size");
        using var closed = new CounterReading<int>(meters, "orleans-networking-sockets-closed");
        await grains.GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync();
        using var cancelling = new CancellationTokenSource();
        var longName = new string('x', 100_000);
        proxied.Proxy.Hold();
        proxied.Proxy.Cut();
        await Eventually.TrueAsync("the client to notice", () => closed.Sum > 0);

        var call = grains.GetGrain<IParcelGrain>(Patience.NewName()).WorkAsync(longName, cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var before = sent.Sum;
        proxied.Proxy.Release();
        await grains.GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync();

        Assert.InRange(sent.Sum - before, 1, longName.Length);
    }

    [Fact]
    public async Task Silo_ThatIsTakenOutOfTheView_FailsTheCallsItHasAtOnce()
    {
        await using var proxied = await ProxiedSilo.StartAsync();
        var name = Patience.NewName();
        var call = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name).WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();
        proxied.Proxy.Hold();

        await proxied.Cluster.Members.RemoveAsync(proxied.Cluster.Members.View.Silos[0], CancellationToken.None);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Calls_MoreThanMayWaitOnAConnection_AreRejectedAtOnce()
    {
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(options => options.MaxOutstandingCalls = 3));
        var client = await cluster.StartClientAsync();
        var grains = client.Services.GetRequiredService<IClusterClient>();
        var names = Enumerable.Range(0, 3).Select(_ => Patience.NewName()).ToArray();
        var calls = names.Select(name => grains.GetGrain<IParcelGrain>(name).WorkAsync(name, CancellationToken.None)).ToArray();
        foreach (var name in names) await Gate.Named(name).ArrivalAsync();

        var exception = await Assert.ThrowsAsync<LimitExceededException>(() => grains.GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync());
        foreach (var name in names) Gate.Named(name).Open();
        await Task.WhenAll(calls);

        Assert.Contains("MaxOutstandingCalls", exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await grains.GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync());
    }

    [Fact]
    public async Task Calls_MoreBytesThanMayWaitToBeSent_AreRejectedAtOnce()
    {
        await using var proxied = await ProxiedSilo.StartAsync(options => options.MaxQueuedBytes = 1024 * 1024);
        var grain = proxied.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());
        await grain.WhereAsync();
        proxied.Proxy.Hold();
        var bytes = new byte[900_000];
        var calls = Enumerable.Range(0, 30).Select(_ => grain.EchoBytesAsync(bytes)).ToArray();

        var rejected = await Assert.ThrowsAsync<LimitExceededException>(async () => await await Task.WhenAny(calls));
        await proxied.Client.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(calls));

        Assert.Contains("MaxQueuedBytes", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ThatLeaves_IsSentNothingNewAndAnswersWhatItHas()
    {
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync();
        var leaving = await cluster.StartSiloAsync();
        var client = await cluster.StartClientAsync();
        TcpCluster.MembershipOf(client).Hold();
        using var stop = new CancellationTokenSource();
        var grains = Enumerable.Range(0, 100).Select(_ => client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName())).ToArray();
        // A client without a connection to a silo is not told that it leaves.
        var homes = await Task.WhenAll(grains.Select(static grain => grain.WhereAsync()));
        Assert.Equal(2, homes.Distinct().Count());
        var load = Enumerable.Range(0, 8).Select(async caller =>
        {
            for (var n = caller; !stop.IsCancellationRequested; n += 8) await grains[n % grains.Length].WhereAsync();
        }).ToArray();

        await leaving.StopAsync();
        await stop.CancelAsync();

        await Task.WhenAll(load);
        Assert.Single(TcpCluster.MembershipOf(client).View.Silos);
    }

    /// <summary>A grain that the client's view places on that silo.</summary>
    private static IParcelGrain GrainAt(TcpCluster cluster, IHost client, SiloAddress silo)
    {
        var placement = new Nusaloka.Runtime.Placement.RendezvousPlacement();
        while (true)
        {
            var grain = client.Services.GetRequiredService<IGrainFactory>().GetGrain<IParcelGrain>(Patience.NewName());
            if (silo.Equals(placement.OwnerOf(((GrainReference)(object)grain).GrainId, cluster.Members.View))) return grain;
        }
    }
}
