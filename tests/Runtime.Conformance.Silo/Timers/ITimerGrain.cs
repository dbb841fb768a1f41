using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Timers;

/// <summary>Starts timers that write "tick" into the journal under the grain's key.</summary>
public interface ITimerGrain : ILocatedGrain
{
    Task StartAsync(TimeSpan due, TimeSpan period);

    /// <summary>Starts a timer and disposes of it before it can tick.</summary>
    Task StartAndStopAsync(TimeSpan due, TimeSpan period);

    Task StartFailingAsync(TimeSpan due, TimeSpan period);

    /// <summary>One tick, which stays at the gate.</summary>
    Task StartBlockingAsync(TimeSpan due, string gate);

    /// <summary>The first tick sets another one.</summary>
    Task StartChangingAsync(TimeSpan due, TimeSpan changedDue);

    /// <summary>Starts a timer and stays inside until the gate opens.</summary>
    Task StartAndWaitAsync(TimeSpan due, string gate);

    Task TouchAsync();

    Task DeactivateAsync();
}
