namespace Nusaloka.Runtime.Metrics;

/// <summary>Counts the calls of one method of one grain type.</summary>
public interface ICallCounter
{
    /// <summary>A call has ended. On the way of every call and from many threads at once: quick, and it does not throw.</summary>
    /// <param name="duration">How long it ran in the grain, without its time in the mailbox.</param>
    /// <param name="failed">Whether it ended in an exception.</param>
    void CallEnded(TimeSpan duration, bool failed);
}
