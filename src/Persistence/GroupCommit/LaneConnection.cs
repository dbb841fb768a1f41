using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>The connection of one lane: opened when it is needed, tried when it was idle, opened again when it is lost. Not thread-safe.</summary>
/// <param name="dataSource">Where connections come from; not pooled, so that closing one is its end.</param>
/// <param name="prepare">Prepares the lane's statements on a new connection.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told once per outage.</param>
internal sealed partial class LaneConnection(NpgsqlDataSource dataSource, Func<NpgsqlConnection, Task> prepare, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan TrustedIdleTime = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? _connection;
    private long _lastUsed;
    private bool _isDown;

    /// <inheritdoc cref="ICommitter{TWork}.ConnectAsync"/>
    public async Task<Exception?> ConnectAsync()
    {
        try
        {
            // A connection that sat idle may have died unnoticed (server restarted, network gone). Trying it first costs a
            // round trip and saves a write from an unknown outcome.
            if (_connection is { FullState: ConnectionState.Open } idle && time.GetElapsedTime(_lastUsed) > TrustedIdleTime)
                await ProbeAsync(idle).ConfigureAwait(false);
            _ = await OpenAsync().ConfigureAwait(false);
            Used();
            if (_isDown)
                LogConnectedAgain();
            _isDown = false;
            return null;
        }
        catch (Exception exception)
        {
            // Once per outage: while it lasts, every batch comes here.
            if (!_isDown)
                LogNoConnection(exception);
            _isDown = true;
            return exception;
        }
    }

    /// <summary>The connection, with the lane's statements prepared.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        if (_connection is { FullState: ConnectionState.Open } open)
            return open;

        await CloseAsync().ConfigureAwait(false);
        var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            await prepare(connection).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return _connection = connection;
    }

    /// <summary>It has just worked.</summary>
    public void Used() => _lastUsed = time.GetTimestamp();

    public async Task CloseAsync()
    {
        if (_connection is not { } connection)
            return;

        _connection = null;
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private static async Task ProbeAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // Nothing was at stake. The connection is closed now and the caller opens another.
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 2010, Level = LogLevel.Error, Message = "No connection to PostgreSQL for writes")]
    private partial void LogNoConnection(Exception exception);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Information, Message = "Connected to PostgreSQL for writes again")]
    private partial void LogConnectedAgain();
}
