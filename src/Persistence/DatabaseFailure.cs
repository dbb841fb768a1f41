using System.Data.Common;

namespace Nusaloka.Persistence;

/// <summary>
/// What callers of grains are told when the database failed. Those in other processes have no driver and would not know its exceptions;
/// this one they know, so that they can tell an absent database, after which a call may be repeated, from an error of ours.
/// </summary>
public static class DatabaseFailure
{
    /// <summary>The exception for callers of a grain.</summary>
    /// <param name="exception">What the driver or the group commit threw.</param>
    /// <param name="grainId">The grain that it was thrown at.</param>
    public static OrleansException Of(DbException exception, GrainId grainId)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new OrleansException($"The database did not do what {grainId} asked of it: {exception.Message}", exception);
    }
}
