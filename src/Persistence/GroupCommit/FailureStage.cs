using System.Data;
using Npgsql;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>How far a batch got that was not committed, or may not have been.</summary>
internal enum FailureStage
{
    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>PostgreSQL, or Npgsql while writing it, refused something in it; the whole batch is undone.</summary>
    RolledBack,

    /// <summary>The connection was lost before the answer came: committed or not.</summary>
    Unknown,
}

/// <summary>Tells from an exception how far a batch got.</summary>
internal static class FailureStages
{
    /// <summary>The stage of a batch that was sent and failed so, over that connection.</summary>
    public static FailureStage Of(Exception exception, NpgsqlConnection connection) => exception switch
    {
        // A session that ended may have committed first.
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => FailureStage.Unknown,
        PostgresException => FailureStage.RolledBack,
        NpgsqlException => FailureStage.Unknown,
        // A value that has no PostgreSQL form is found while the batch is written; without the end of the batch there is no commit.
        ArgumentException or InvalidCastException or FormatException or OverflowException or NotSupportedException => FailureStage.RolledBack,
        _ => connection.FullState == ConnectionState.Open ? FailureStage.RolledBack : FailureStage.Unknown,
    };
}
