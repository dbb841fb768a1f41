namespace Nusaloka.Runtime.Membership;

/// <summary>
/// When a silo that does not reach the table of members must stop serving. Redis may be away for all, and then the cluster goes on; or for
/// this silo alone, and then the others take its grains over when its lease ends.
/// </summary>
internal static class IsolationRules
{
    /// <summary>
    /// The other has reached the table for half a lease while this silo has not: so Redis is there, and the lease will end. Half, so that this
    /// silo has stopped by then; both at one time without a failure between, because after an outage one finds Redis back before the other.
    /// </summary>
    /// <param name="silence">This silo's silence when the other was asked; it cannot be shorter by the time of the answer.</param>
    /// <param name="other">What the other says.</param>
    /// <param name="lease">How long a lease is.</param>
    public static bool IsAlone(TimeSpan silence, TableContact other, TimeSpan lease)
    {
        var together = silence < other.Reach ? silence : other.Reach;
        return together - other.Silence >= lease / 2;
    }

    /// <summary>
    /// Fewer than half of the others' answers are there, so nobody can tell: those who do not answer may have Redis. More than a lease is
    /// waited for them, because the answer of one that is busy takes time; more than half is asked for, so that one silo that is dead too
    /// does not end the cluster, and of a cluster that is cut in two not both parts go on.
    /// </summary>
    /// <param name="own">This silo's own contact.</param>
    /// <param name="members">How many silos its view has, itself included.</param>
    /// <param name="heard">How many others have answered within the last lease.</param>
    /// <param name="lease">How long a lease is.</param>
    public static bool IsLost(TableContact own, int members, int heard, TimeSpan lease) =>
        own.IsAway && own.Silence >= 1.5 * lease && 2 * (heard + 1) <= members;
}
