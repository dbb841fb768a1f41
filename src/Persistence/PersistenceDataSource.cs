using Npgsql;

namespace Nusaloka.Persistence;

/// <summary>Makes the data sources of a process.</summary>
/// <remarks>
/// Statements of the shared pool are not prepared automatically. With Npgsql 10.0.0 a value that PostgreSQL refuses (such as
/// text with a NUL) at the very use that prepares a statement breaks the connection for its next user, and values come from
/// outside. A hot statement is prepared explicitly (<see cref="NpgsqlCommand.PrepareAsync"/>), which has no such trouble and
/// sends nothing when the connection knows the statement already.
/// </remarks>
internal static class PersistenceDataSource
{
    /// <summary>The shared pool, for reads and everything else that is not a grain state write.</summary>
    public static NpgsqlDataSource Create(PersistenceOptions options) =>
        NpgsqlDataSource.Create(ConnectionString(options, builder => builder.MaxPoolSize = options.MaxPoolSize));

    /// <summary>
    /// Connections of the write lanes. Not pooled, so that closing one is its end; a lane closes its connection after a failed
    /// batch with projection commands, which makes automatic preparation safe.
    /// </summary>
    public static NpgsqlDataSource CreateForWriteLanes(PersistenceOptions options) =>
        NpgsqlDataSource.Create(ConnectionString(options, builder =>
        {
            builder.Pooling = false;
            builder.MaxAutoPrepare = 200;
            builder.AutoPrepareMinUsages = 2;
            // Tells which command of a batch PostgreSQL refused.
            builder.IncludeFailedBatchedCommand = true;
        }));

    /// <summary>
    /// A connection that listens for notifications. Not pooled, so that its subscriptions end with it; kept alive, because it
    /// sends nothing by itself and would not notice that the server is gone.
    /// </summary>
    public static NpgsqlDataSource CreateForListening(PersistenceOptions options) =>
        NpgsqlDataSource.Create(ConnectionString(options, builder => (builder.Pooling, builder.KeepAlive) = (false, 30)));

    private static string ConnectionString(PersistenceOptions options, Action<NpgsqlConnectionStringBuilder> configure)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            // Nobody here leaves session state behind, and resetting it costs statements at each use of a connection.
            NoResetOnClose = true,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
        };
        // Who operates several processes may tell them apart in pg_stat_activity by a name in the connection string.
        if (string.IsNullOrEmpty(builder.ApplicationName))
            builder.ApplicationName = "nusaloka";
        // Compiling a statement takes longer than any of ours runs; PostgreSQL would do it for those with functions of PostGIS, which it takes for costly.
        if (string.IsNullOrEmpty(builder.Options))
            builder.Options = "-c jit=off";
        configure(builder);
        return builder.ConnectionString;
    }
}
