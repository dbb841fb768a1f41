using System.Net;
using Npgsql;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>What a cluster stands on: a database and a Redis, shared with others or a scenario's own.</summary>
internal sealed class ClusterServers : IAsyncDisposable
{
    private readonly PostgresDatabase? _shared;
    private readonly PostgresProcess? _postgres;
    private readonly RedisProcess? _redis;
    private readonly CuttableProxy? _wayToRedis;

    private ClusterServers(PostgresDatabase? shared, PostgresProcess? postgres, RedisProcess? redis, string? redisConfiguration, bool cutsRedis)
    {
        _shared = shared;
        _postgres = postgres;
        _redis = redis;
        _wayToRedis = cutsRedis && redisConfiguration is not null ? new CuttableProxy(IPEndPoint.Parse(redisConfiguration).Port) : null;
        PostgresConnection = postgres?.ConnectionString ?? shared?.ConnectionString ?? "";
        RedisConfiguration = redisConfiguration;
        Database = NpgsqlDataSource.Create(PostgresConnection);
    }

    public string PostgresConnection { get; }

    /// <summary>Null when there is no cluster.</summary>
    public string? RedisConfiguration { get; }

    /// <summary>The scenario's own connections to the database.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The PostgreSQL server that the scenario may stop.</summary>
    public PostgresProcess Postgres => _postgres ?? throw new InvalidOperationException($"Set {nameof(ClusterSetup)}.{nameof(ClusterSetup.OwnPostgres)}.");

    /// <summary>The Redis server that the scenario may kill.</summary>
    public RedisProcess Redis => _redis ?? throw new InvalidOperationException($"Set {nameof(ClusterSetup)}.{nameof(ClusterSetup.OwnRedis)}.");

    /// <summary>The way by which the first silo and the first API reach Redis.</summary>
    public CuttableProxy WayToRedis => _wayToRedis ?? throw new InvalidOperationException($"Set {nameof(ClusterSetup)}.{nameof(ClusterSetup.CutsRedis)}.");

    /// <summary>Where those two find Redis, when they do not find it where all do.</summary>
    public string? FirstRedisConfiguration => _wayToRedis?.Address;

    public static async Task<ClusterServers> StartAsync(ClusterSetup setup)
    {
        var postgres = setup.OwnPostgres ? await PostgresProcess.StartAsync() : null;
        var shared = setup.OwnPostgres ? null : await PostgresDatabase.CreateEmptyAsync();
        var redis = setup.OwnRedis ? await RedisProcess.StartAsync(keepsData: true) : null;
        return new ClusterServers(shared, postgres, redis, setup.Silos == 0 ? null : redis?.Address ?? RedisServer.Address, setup.CutsRedis);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_wayToRedis is not null)
            await _wayToRedis.DisposeAsync();
        if (_shared is not null)
            await _shared.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _redis?.Dispose();
    }
}
