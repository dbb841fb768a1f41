using System.Globalization;
using System.Net.Sockets;
using Nusaloka.Api.RateLimits;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.RateLimits;

/// <summary>Several processes with a Redis.</summary>
public sealed class SharedLimiterTests : IAsyncLifetime
{
    private const int Processes = 3;

    private readonly string _cluster = $"limits-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
    private readonly List<SharedRedis> _connections = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(500)]
    public async Task Take_RoundRobinOverProcesses_IsNeverMoreThanTheQuotaTogether(int requests)
    {
        var limiters = await ProcessesAsync(RedisServer.Address, Eventually.DefaultLimit);
        var limit = LimiterFactory.Limit(requests, seconds: 86_400);
        var siti = Caller.Account("siti");

        var verdicts = await Task.WhenAll(Enumerable.Range(0, requests * Processes)
            .Select(n => Task.Run(async () => await limiters[n % Processes].TakeAsync(limit, siti))));
        var after = await limiters[0].TakeAsync(limit, siti);

        // What was leased to a process whose callers had all been answered is lost.
        Assert.InRange(verdicts.Count(static verdict => verdict.IsAllowed), requests / 2, requests);
        Assert.False(after.IsAllowed);
        Assert.True(after.Reset > TimeSpan.Zero);
    }

    [Fact]
    public async Task Take_ManyOfOneCaller_AsksRedisSeldom()
    {
        using var redis = await RedisProcess.StartAsync();
        var limiter = (await ProcessesAsync(redis.Address))[0];
        var limit = LimiterFactory.Limit(requests: 1_000_000, seconds: 60);

        for (var i = 0; i < 2_000; i++)
            Assert.True((await limiter.TakeAsync(limit, Caller.Account("siti"))).IsAllowed);

        var asked = await limiter.TakeAsync(limit, Caller.Account("budi"));
        Assert.True(asked.IsAllowed);
        Assert.InRange(await ScriptCallsAsync(redis), 1, 1_000);
    }

    [Fact]
    public async Task Take_RedisGoesAway_IsLimitedByEachProcessAndNeverFails()
    {
        using var redis = await RedisProcess.StartAsync();
        var limiters = await ProcessesAsync(redis.Address);
        var limit = LimiterFactory.Limit(requests: 20, seconds: 86_400);
        var (siti, budi) = (Caller.Account("siti"), Caller.Account("budi"));
        Assert.True((await limiters[0].TakeAsync(limit, siti)).IsAllowed);

        redis.Stop();
        var alone = new List<bool>();
        for (var i = 0; i < 40; i++)
            alone.Add((await limiters[0].TakeAsync(limit, budi)).IsAllowed);
        var elsewhere = await limiters[1].TakeAsync(limit, budi);

        Assert.Equal(20, alone.Count(static allowed => allowed));
        Assert.True(elsewhere.IsAllowed);
        await redis.StartAgainAsync();
        await Eventually.TrueAsync("processes that count together again", async () =>
        {
            var fresh = Caller.Account($"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}");
            var allowed = 0;
            for (var i = 0; i < 20 * Processes; i++)
                allowed += (await limiters[i % Processes].TakeAsync(limit, fresh)).IsAllowed ? 1 : 0;
            return allowed <= 20;
        });
    }

    [Fact]
    public async Task Take_RedisHangs_IsAnsweredAllTheSame()
    {
        using var redis = await RedisProcess.StartAsync();
        var limiter = (await ProcessesAsync(redis.Address))[0];
        var limit = LimiterFactory.Limit(requests: 5, seconds: 86_400);

        await redis.PauseAsync();
        var verdicts = new List<bool>();
        for (var i = 0; i < 8; i++)
            verdicts.Add((await limiter.TakeAsync(limit, Caller.Account("siti"))).IsAllowed);
        await redis.ResumeAsync();

        Assert.Equal(5, verdicts.Count(static allowed => allowed));
    }

    [Fact]
    public async Task Tarpit_FailuresOnOneProcess_SlowTheOthersDown()
    {
        var clock = new ManualTimeProvider();
        var pits = new List<Tarpit>();
        for (var i = 0; i < Processes; i++)
            pits.Add(LimiterFactory.Tarpit(await ConnectAsync(RedisServer.Address, Eventually.DefaultLimit), clock));
        var (siti, address) = (Caller.Account("siti"), Caller.Account("address"));
        for (var i = 0; i < 5; i++)
            await FailAsync(pits[i % Processes], siti, address);

        var sixth = pits[2].EnterAsync(siti, address, CancellationToken.None);

        await Eventually.TrueAsync("a sign-in that waits", () => pits[2].Waiting == 1);
        Assert.False(sixth.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await sixth).ComeBackIn);
    }

    [Fact]
    public async Task Tarpit_AHundredFailuresTogether_PauseStrangersOnAllProcessesAndNotWhoIsKnown()
    {
        var clock = new ManualTimeProvider();
        var pits = new List<Tarpit>();
        for (var i = 0; i < Processes; i++)
            pits.Add(LimiterFactory.Tarpit(await ConnectAsync(RedisServer.Address, Eventually.DefaultLimit), clock, new TarpitOptions { Failures = 1_000 }));
        var (budi, home) = (Caller.Account($"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}"), Caller.Account("home"));
        await pits[0].LeaveAsync(await pits[0].EnterAsync(budi, home, CancellationToken.None), AttemptEnd.Right);
        for (var i = 0; i < 100; i++)
            await FailAsync(pits[i % Processes], budi, Caller.Account($"address {i}"));

        var last = await pits[0].EnterAsync(budi, Caller.Account("one more"), CancellationToken.None);
        var strangers = await pits[1].EnterAsync(budi, Caller.Account("another"), CancellationToken.None);
        var owner = await pits[2].EnterAsync(budi, home, CancellationToken.None);

        Assert.Null(last.ComeBackIn);
        Assert.InRange(strangers.ComeBackIn ?? default, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        Assert.Null(owner.ComeBackIn);
    }

    [Fact]
    public async Task Tarpit_ADeviceThatTheAccountKnows_IsCountedOnItsOwnOnAllProcesses()
    {
        var clock = new ManualTimeProvider();
        var pits = new List<Tarpit>();
        for (var i = 0; i < Processes; i++)
            pits.Add(LimiterFactory.Tarpit(await ConnectAsync(RedisServer.Address, Eventually.DefaultLimit), clock, new TarpitOptions { Failures = 1_000, MaxSeconds = 30 }));
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var (wati, phone, place) = (Caller.Account($"{id}"), Caller.Account($"device:{id}"), Caller.Account("a new place"));
        for (var i = 0; i < 101; i++)
            await FailAsync(pits[i % Processes], wati, Caller.Account($"address {i}"));

        var paused = await pits[0].EnterAsync(wati, place, CancellationToken.None);
        for (var tries = 0; tries < 19; tries++)
            await pits[tries % Processes].LeaveAsync(await pits[tries % Processes].EnterAsync(wati, place, phone, CancellationToken.None), AttemptEnd.Wrong);
        var last = await pits[0].EnterAsync(wati, place, phone, CancellationToken.None);
        var tooMany = await pits[1].EnterAsync(wati, place, phone, CancellationToken.None);
        await pits[0].LeaveAsync(last, AttemptEnd.Right);
        var again = await pits[1].EnterAsync(wati, place, phone, CancellationToken.None);

        Assert.NotNull(paused.ComeBackIn);
        Assert.Null(last.ComeBackIn);
        Assert.NotNull(tooMany.ComeBackIn);
        Assert.Null(again.ComeBackIn);
    }

    private static async Task FailAsync(Tarpit pit, Caller identifier, Caller address)
    {
        var attempt = await pit.EnterAsync(identifier, address, CancellationToken.None);
        await pit.LeaveAsync(attempt, AttemptEnd.Wrong);
    }

    private static async Task<int> ScriptCallsAsync(RedisProcess redis)
    {
        var (host, port) = (redis.Address.Split(':')[0], int.Parse(redis.Address.Split(':')[1], CultureInfo.InvariantCulture));
        using var client = new TcpClient(host, port);
        await client.GetStream().WriteAsync("INFO commandstats\r\nQUIT\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream());
        var calls = 0;
        foreach (var line in (await reader.ReadToEndAsync()).Split('\n').Where(static line => line.StartsWith("cmdstat_eval", StringComparison.Ordinal)))
            calls += int.Parse(line.Split("calls=")[1].Split(',')[0], CultureInfo.InvariantCulture);
        return calls;
    }

    private async Task<RateLimiter[]> ProcessesAsync(string redis, TimeSpan? patience = null)
    {
        var limiters = new RateLimiter[Processes];
        for (var i = 0; i < Processes; i++)
            limiters[i] = LimiterFactory.Limiter(await ConnectAsync(redis, patience), TimeProvider.System);
        return limiters;
    }

    /// <summary>A connection that has been answered once: a process that starts counts alone until then.</summary>
    private async Task<SharedRedis> ConnectAsync(string redis, TimeSpan? patience)
    {
        var connection = LimiterFactory.Redis(TimeProvider.System, redis, _cluster, patience);
        _connections.Add(connection);
        await Eventually.TrueAsync($"an answer of Redis at {redis}", async () => await connection.RunAsync("return {1}", []) is not null);
        return connection;
    }
}
