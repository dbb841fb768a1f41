using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Transport;

public sealed class RemoteCallTests
{
    [Fact]
    public async Task Call_FromClient_ReachesTheOwnerAndReturnsTheResult()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 2);
        var client = await cluster.StartClientAsync();
        var silos = cluster.Members.View.Silos;
        var parcel = new ParcelRecord(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "Kopi Gayo", 1_250, TimeProvider.System.GetUtcNow());
        var where = new HashSet<string>();

        for (var i = 0; i < 20; i++)
        {
            var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());
            Assert.Equal(parcel, await grain.EchoAsync(parcel));
            where.Add(await grain.WhereAsync());
        }

        Assert.Equal(silos.Select(silo => silo.ToString()).Order(), where.Order());
    }

    [Fact]
    public async Task Call_BetweenSilosWithAReferenceAsArgument_ReachesThatGrain()
    {
        await using var cluster = new TcpCluster();
        var one = await cluster.StartSiloAsync();
        var two = await cluster.StartSiloAsync();
        var client = await cluster.StartClientAsync();
        var caller = cluster.GrainOn<IParcelGrain>(one, client);
        var called = cluster.GrainOn<IParcelGrain>(two, client);

        var where = await caller.WhereIsAsync(called);

        Assert.Equal(TcpCluster.AddressOf(two).ToString(), where);
    }

    [Fact]
    public async Task Calls_ManyAtOnce_AllReturnTheirOwnResult()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 2);
        var client = await cluster.StartClientAsync();
        var grains = Enumerable.Range(0, 50).Select(_ => client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName())).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(async i =>
            (Sent: i, Got: BitConverter.ToInt32(await grains[i % grains.Length].EchoBytesAsync(BitConverter.GetBytes(i))))));

        Assert.All(answers, answer => Assert.Equal(answer.Sent, answer.Got));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_000)]
    [InlineData(100_000)]
    [InlineData(10_000_000)]
    public async Task Call_WithBytes_BringsThemThereAndBack(int count)
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);

        var echoed = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).EchoBytesAsync(bytes);

        Assert.True(bytes.AsSpan().SequenceEqual(echoed));
    }

    [Fact]
    public async Task Call_LongerThanAFrame_FailsAtTheSenderAndLeavesTheConnection()
    {
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(options => options.MaxFrameBytes = 64 * 1024));
        var client = await cluster.StartClientAsync();
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());

        var call = await Assert.ThrowsAnyAsync<Orleans.Serialization.SerializerException>(() => grain.EchoBytesAsync(new byte[70_000]));
        var answer = await Assert.ThrowsAnyAsync<Exception>(() => grain.MakeBytesAsync(70_000));

        Assert.Contains("TransportOptions.MaxFrameBytes", call.Message, StringComparison.Ordinal);
        Assert.Contains("TransportOptions.MaxFrameBytes", answer.Message, StringComparison.Ordinal);
        Assert.Equal(60_000, (await grain.MakeBytesAsync(60_000)).Length);
    }

    [Fact]
    public async Task Call_ThatFails_ThrowsTheGrainsException()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName());

        var exception = await Assert.ThrowsAsync<NoSuchAccountException>(() => grain.FailAsync("no such account"));

        Assert.Equal("no such account", exception.Message);
        Assert.Contains(nameof(ParcelGrain), exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_WhileTheGrainWorks_CancelsItsToken()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var name = Patience.NewName();
        using var cancellation = new CancellationTokenSource();
        var call = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name).WorkAsync(name, cancellation.Token);
        await Gate.Named(name).ArrivalAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.UntilAsync(name, "cancelled");
    }

    [Fact]
    public async Task Cancel_WhileTheCallIsWritten_ReachesTheSiloAfterTheCall()
    {
        await using var cluster = new TcpCluster();
        var silo = await cluster.StartSiloAsync(builder => builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var client = await cluster.StartClientAsync();
        var (name, after) = (Patience.NewName(), Patience.NewName());
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name);
        await grain.WhereAsync();
        using var cancelling = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.WorkOnAsync(WatchedParcel.Of(name, cancelling.Cancel), cancelling.Token));

        // Noted, so what was sent before it has arrived; one that is answered would take the place of the one that was cancelled.
        await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).NotifyAsync(after);
        await Journal.UntilAsync(after, "noted");
        // The gate stays shut: only the cancelled token lets the grain go on, if it has begun.
        await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IParcelGrain>(name).NoteAsync(after);
        Assert.DoesNotContain("ended", Journal.Of(name));
    }

    [Fact]
    public async Task Cancel_WhileTheCallIsWritten_LeavesTheCallThatTakesItsPlaceAlone()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync(builder => builder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var (name, other) = (Patience.NewName(), Patience.NewName());
        var grains = client.Services.GetRequiredService<IClusterClient>();
        await grains.GetGrain<IParcelGrain>(name).WhereAsync();
        using var cancelling = new CancellationTokenSource();
        var taker = Task.CompletedTask;
        var parcel = WatchedParcel.Of(name, () =>
        {
            cancelling.Cancel();
            taker = Task.Run(() => grains.GetGrain<IParcelGrain>(other).WorkAsync(other, CancellationToken.None));
            Assert.True(SpinWait.SpinUntil(() => Journal.Of(other).Contains("begun"), Patience.Limit), "The other call did not begin in time.");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grains.GetGrain<IParcelGrain>(name).WorkOnAsync(parcel, cancelling.Token));
        // Answered, so what was sent before it has arrived.
        await grains.GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync();
        Gate.Named(other).Open();

        await taker;
        Assert.Equal(["begun", "ended"], Journal.Of(other));
    }

    [Fact]
    public async Task Cancel_WhileTheCallWaits_KeepsItFromRunning()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var (name, dropped) = (Patience.NewName(), Patience.NewName());
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name);
        var first = grain.WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();
        using var cancellation = new CancellationTokenSource();
        var second = grain.WorkAsync(dropped, cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        // What this is answered by has been read behind the cancellation, on the same connection.
        await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync();
        var third = grain.NoteAsync(name);
        Gate.Named(name).Open();
        await Task.WhenAll(first, third);

        Assert.Empty(Journal.Of(dropped));
    }

    [Fact]
    public async Task Call_NotAnsweredInTime_TimesOutAndDoesNotBeginLater()
    {
        await using var cluster = new TcpCluster();
        var clock = new JumpingClock();
        await cluster.StartSiloAsync(silo => silo.Services.AddSingleton<TimeProvider>(clock));
        var impatient = await cluster.StartClientAsync(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300)));
        var patient = await cluster.StartClientAsync();
        var (name, late) = (Patience.NewName(), Patience.NewName());
        var first = patient.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name).WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => impatient.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name).NoteAsync(late));
        // For the silo the patience lasts as much longer as the call was on its way.
        clock.Jump(TimeSpan.FromMinutes(1));
        Gate.Named(name).Open();
        await first;
        await patient.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name).NoteAsync(name);

        Assert.Empty(Journal.Of(late));
    }

    [Fact]
    public async Task Call_WhoseTurnComesTooLate_DoesNotBeginAndIsCounted()
    {
        await using var cluster = new TcpCluster();
        var clock = new JumpingClock();
        var silo = await cluster.StartSiloAsync(silo => silo.Services.AddSingleton<TimeProvider>(clock));
        var client = await cluster.StartClientAsync();
        using var expired = new CounterReading<int>(silo.Services.GetRequiredService<IMeterFactory>(), "orleans-messaging-expired");
        var (name, late) = (Patience.NewName(), Patience.NewName());
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name);
        var first = grain.WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();
        var second = grain.NoteAsync(late);
        // What this is answered by has been read behind the second one.
        await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync();

        clock.Jump(TimeSpan.FromMinutes(1));
        Gate.Named(name).Open();
        await Eventually.EqualAsync("the late call to be counted", 1L, () => Task.FromResult(expired.Sum));

        Assert.Empty(Journal.Of(late));
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task OneWay_CompletesAtOnceAndRuns()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        var (name, notified) = (Patience.NewName(), Patience.NewName());
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(name);
        var first = grain.WorkAsync(name, CancellationToken.None);
        await Gate.Named(name).ArrivalAsync();

        await grain.NotifyAsync(notified);
        Assert.Empty(Journal.Of(notified));
        Gate.Named(name).Open();
        await first;

        await Journal.UntilAsync(notified, "noted");
    }

    [Fact]
    public async Task RequestContext_TravelsThroughTwoSilos()
    {
        await using var cluster = new TcpCluster();
        var one = await cluster.StartSiloAsync();
        var two = await cluster.StartSiloAsync();
        var client = await cluster.StartClientAsync();
        var first = cluster.GrainOn<ICallGrain>(one, client);
        var second = ((GrainReference)(object)cluster.GrainOn<ICallGrain>(two, client)).GrainId.Key.ToString();
        RequestContext.Set("tenant", "garuda");

        var seen = await first.ReadContextThroughAsync(second, "tenant");
        RequestContext.Clear();

        Assert.Equal("garuda", seen);
    }

    [Fact]
    public async Task Trace_OfTheCaller_IsTheTraceOfTheGrain()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var client = await cluster.StartClientAsync();
        using var caller = new Activity("caller").Start();

        await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).NoteAsync(Patience.NewName());

        await Eventually.TrueAsync("both spans", () => spans.Count(span => span.TraceId == caller.TraceId) == 2);
        var mine = spans.Where(span => span.TraceId == caller.TraceId).ToList();
        var (outgoing, incoming) = (mine.Single(span => span.Kind == ActivityKind.Client), mine.Single(span => span.Kind == ActivityKind.Server));
        Assert.Equal(outgoing.SpanId, incoming.ParentSpanId);
        Assert.True(incoming.HasRemoteParent);
    }

    [Fact]
    public async Task Call_ToASiloThatIsNotTheOwner_IsSentOnAndTheAnswerComesBackThroughIt()
    {
        await using var cluster = new TcpCluster();
        var one = await cluster.StartSiloAsync();
        var client = await cluster.StartClientAsync();
        TcpCluster.MembershipOf(client).Hold();
        var two = await cluster.StartSiloAsync();
        var grain = cluster.GrainOn<IParcelGrain>(two, client);
        var (name, parcel) = (Patience.NewName(), new ParcelRecord(Guid.Empty, "sent on", 1, TimeProvider.System.GetUtcNow()));
        using var cancellation = new CancellationTokenSource();

        Assert.Equal(parcel, await grain.EchoAsync(parcel));
        Assert.Equal(TcpCluster.AddressOf(two).ToString(), await grain.WhereAsync());
        Assert.Equal("sent on", (await Assert.ThrowsAsync<NoSuchAccountException>(() => grain.FailAsync("sent on"))).Message);
        var work = grain.WorkAsync(name, cancellation.Token);
        await Gate.Named(name).ArrivalAsync();
        await cancellation.CancelAsync();
        await Journal.UntilAsync(name, "cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);

        Assert.NotEqual(TcpCluster.AddressOf(one), TcpCluster.AddressOf(two));
        Assert.Single(TcpCluster.MembershipOf(client).View.Silos);
    }
}
