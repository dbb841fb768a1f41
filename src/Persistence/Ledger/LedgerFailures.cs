using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>What PostgreSQL's refusals of a batch mean.</summary>
internal static class LedgerFailures
{
    /// <summary>SQLSTATE of ledger_write when an account or a hold is not as it was when the batch was decided.</summary>
    private const string Raced = "NL410";

    /// <summary>SQLSTATE of ledger_write when an id is not new.</summary>
    private const string Repeated = "NL411";

    /// <summary>Somebody else writes the same accounts.</summary>
    public static bool IsRace(Exception exception) =>
        exception is PostgresException { SqlState: Raced or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Something in it was done before, so its ids must be looked up.</summary>
    public static bool IsRepeat(Exception exception) => exception is PostgresException
    {
        SqlState: Repeated
    } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ledger_transfer_pkey" or "ledger_hold_pkey" };

    /// <summary>The chain has gone on: a batch whose outcome was unknown was written after all.</summary>
    public static bool IsForeignBatch(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ledger_batch_pkey" };

    /// <summary>Something in it waits for a lock that somebody keeps.</summary>
    public static bool IsHeldUp(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>Whether it is nobody's fault.</summary>
    public static bool IsExpected(Exception exception) => exception is PostgresException { SqlState: Raced } || IsRepeat(exception);
}
