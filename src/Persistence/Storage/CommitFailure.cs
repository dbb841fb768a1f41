using System.Globalization;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Storage;

/// <summary>A batch that was not committed, or may not have been, and the decision what becomes of its writes.</summary>
/// <param name="Group">The writes of the batch.</param>
/// <param name="Exception">What went wrong.</param>
/// <param name="Stage">How far it got.</param>
/// <param name="Culprit">The write whose projection command PostgreSQL refused, when it was one.</param>
internal sealed record CommitFailure(PendingWrite[] Group, Exception Exception, FailureStage Stage, PendingWrite? Culprit)
{
    // SQLSTATE of grain_state_commit when a version is not the expected one.
    private const string VersionConflict = "NL409";

    private const int MaxRetries = 5;

    /// <summary>Whether a write of the batch expected another version than the stored one.</summary>
    public bool IsVersionConflict => Exception is PostgresException { SqlState: VersionConflict };

    /// <summary>Answers the writes that cannot succeed.</summary>
    /// <param name="onFenced">Told of each that expected another version.</param>
    /// <returns>The groups to commit anew, none of which contains an answered write.</returns>
    public PendingWrite[][] Resolve(Action onFenced)
    {
        return Stage switch
        {
            FailureStage.NotSent => FailAll(write => new CommitRejectedException($"{write} was not written: {Exception.Message}", Exception)),
            FailureStage.Unknown => FailAll(Unknown),
            _ => Exception switch
            {
                PostgresException { SqlState: VersionConflict } conflict => WithoutLosers(conflict, onFenced),
                PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => Retry(),
                _ => Isolate(),
            },
        };
    }

    // An Orleans exception: of any other the runtime makes one that does not say it, before the grain and its call filters see it.
    private OutcomeUnknownException Unknown(PendingWrite write) =>
        new($"The connection to PostgreSQL was lost while {write} was being committed: it may be stored or not.", Exception);

    private PendingWrite[][] FailAll(Func<PendingWrite, Exception> failure)
    {
        foreach (var write in Group)
            write.Failed(failure(write));
        return [];
    }

    private PendingWrite[][] WithoutLosers(PostgresException conflict, Action onFenced)
    {
        var losers = new HashSet<PendingWrite>();
        foreach (var entry in (conflict.Hint ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            var loser = Group[int.Parse(entry.AsSpan(0, colon), CultureInfo.InvariantCulture) - 1];
            loser.Lost(long.Parse(entry.AsSpan(colon + 1), CultureInfo.InvariantCulture));
            losers.Add(loser);
            onFenced();
        }

        return losers.Count == 0 ? Isolate() : Rest(losers.Contains);
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
    private PendingWrite[][] Isolate()
    {
        if (Culprit is { } culprit)
        {
            culprit.Failed(Exception);
            return Rest(write => write == culprit);
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
