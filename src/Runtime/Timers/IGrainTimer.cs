namespace Orleans.Runtime;

/// <summary>A running timer of an activation. Disposing it stops it and cancels the token of a callback that runs.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Restarts it with another due time and period; <see cref="Timeout.InfiniteTimeSpan"/> for never, or for only once.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
