using Npgsql;

namespace Nusaloka.Persistence;

/// <summary>Makes the one data source of a process.</summary>
internal static class PersistenceDataSource
{
    public static NpgsqlDataSource Create(PersistenceOptions options)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "nusaloka",
            MaxPoolSize = options.MaxPoolSize,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
            // A statement that is sent twice is prepared; the product has a fixed, small set of them.
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Tells which command of a batch PostgreSQL refused.
            IncludeFailedBatchedCommand = true,
        };
        return new NpgsqlDataSourceBuilder(connectionString.ConnectionString).Build();
    }
}
