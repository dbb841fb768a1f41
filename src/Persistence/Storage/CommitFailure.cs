using System.Globalization;
using Npgsql;

namespace Nusaloka.Persistence.Storage;

/// <summary>A batch that was not committed, or may not have been, and the decision what becomes of its writes.</summary>
/// <param name="Group">The writes of the batch.</param>
/// <param name="Exception">What went wrong.</param>
/// <param name="Sent">Whether anything may have reached PostgreSQL.</param>
/// <param name="Owners">Whose each projection command was.</param>
internal sealed record CommitFailure(
    PendingWrite[] Group, Exception Exception, bool Sent, Dictionary<NpgsqlBatchCommand, PendingWrite> Owners)
{
    /// <summary>SQLSTATE of grain_state_commit when a version is not the expected one.</summary>
    public const string VersionConflict = "NL409";

    private const int MaxRetries = 5;

    /// <summary>Answers the writes that cannot succeed.</summary>
    /// <returns>The groups to commit anew, none of which contains an answered write.</returns>
    public PendingWrite[][] Resolve()
    {
        if (!Sent)
            return FailAll(write => new StateWriteRejectedException($"{write} was not written: {Exception.Message}", Exception));

        return Exception switch
        {
            // A session that ended may have committed first.
            PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => FailAll(Unknown),
            PostgresException { SqlState: VersionConflict } conflict => WithoutLosers(conflict),
            PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => Retry(),
            PostgresException refusal => Isolate(refusal.BatchCommand),
            NpgsqlException or IOException or TimeoutException or OperationCanceledException => FailAll(Unknown),
            // Thrown on this side, by a value that has no PostgreSQL form: the batch was never completed on the wire.
            _ => Isolate(culprit: null),
        };
    }

    private StateWriteUnknownException Unknown(PendingWrite write) =>
        new($"The connection to PostgreSQL was lost while {write} was being committed: it may be stored or not.", Exception);

    private PendingWrite[][] FailAll(Func<PendingWrite, Exception> failure)
    {
        foreach (var write in Group)
            write.Failed(failure(write));
        return [];
    }

    private PendingWrite[][] WithoutLosers(PostgresException conflict)
    {
        var losers = new HashSet<PendingWrite>();
        foreach (var entry in (conflict.Detail ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            var loser = Group[int.Parse(entry.AsSpan(0, colon), CultureInfo.InvariantCulture) - 1];
            loser.Lost(long.Parse(entry.AsSpan(colon + 1), CultureInfo.InvariantCulture));
            losers.Add(loser);
        }

        return losers.Count == 0 ? Isolate(culprit: null) : Rest(losers.Contains);
    }

    private PendingWrite[][] Retry()
    {
        foreach (var write in Group)
        {
            if (++write.Retries > MaxRetries)
                write.Failed(Exception);
        }

        return Rest(write => write.Retries > MaxRetries);
    }

    // The owner of the failed command when it is known, else halves until the culprit is alone.
    private PendingWrite[][] Isolate(NpgsqlBatchCommand? culprit)
    {
        if (culprit is not null && Owners.TryGetValue(culprit, out var owner))
        {
            owner.Failed(Exception);
            return Rest(write => write == owner);
        }

        if (Group.Length == 1)
        {
            Group[0].Failed(Exception);
            return [];
        }

        var half = Group.Length / 2;
        return [Group[half..], Group[..half]];
    }

    private PendingWrite[][] Rest(Func<PendingWrite, bool> isAnswered)
    {
        PendingWrite[] rest = [.. Group.Where(write => !isAnswered(write))];
        return rest.Length == 0 ? [] : [rest];
    }
}
