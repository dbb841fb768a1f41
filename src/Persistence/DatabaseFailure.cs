using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence;

/// <summary>
/// What callers of grains are told when the database failed. Those in other processes have no driver and would not know its exceptions;
/// these they know, so that they can tell an absent database, after which a call may be repeated, from a write that may have been done, and
/// both from an error of ours.
/// </summary>
public static class DatabaseFailure
{
    /// <summary>The exception for callers of a grain's method, which may have written.</summary>
    /// <param name="exception">What the driver or the group commit threw.</param>
    /// <param name="grainId">The grain that it was thrown at.</param>
    /// <returns>An <see cref="OutcomeUnknownException"/> when what was sent may be done.</returns>
    public static OrleansException Of(DbException exception, GrainId grainId)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return MayBeDone(exception)
            ? new OutcomeUnknownException($"The database may have done what {grainId} asked of it, or not: {exception.Message}", exception)
            : OfRead(exception, grainId);
    }

    /// <summary>The exception for callers of a grain that could not read what it needs to be activated: nothing was to be written.</summary>
    /// <param name="exception">What the driver threw.</param>
    /// <param name="grainId">The grain.</param>
    public static OrleansException OfRead(DbException exception, GrainId grainId)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new OrleansException($"The database did not do what {grainId} asked of it: {exception.Message}", exception);
    }

    /// <summary>Whether a statement that ended so may have been done. What cannot be told may.</summary>
    private static bool MayBeDone(DbException exception) => exception switch
    {
        CommitRejectedException => false,
        PostgresException refused => IsEndOfSession(refused),
        NpgsqlException lost => !IsNoConnection(lost),
        _ => true,
    };

    // Everything else that PostgreSQL says undoes the statement. A session that ends may have committed first; one that is not let in has not.
    private static bool IsEndOfSession(PostgresException refused) => refused is { InvariantSeverity: "FATAL" or "PANIC" } and not
    {
        SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName,
    };

    // The driver has one exception for all of it. The second kind is a pool of which all connections were in use for too long.
    private static bool IsNoConnection(NpgsqlException lost) => lost.InnerException switch
    {
        SocketException socket => socket.SocketErrorCode
            is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain,
        _ => lost.Message.StartsWith("The connection pool has been exhausted", StringComparison.Ordinal),
    };
}
