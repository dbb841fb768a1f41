namespace Nusaloka.Runtime.Tests.Timers;

/// <summary>Starts timers that write into the journal under the grain's key.</summary>
public interface ITimerGrain : IGrainWithStringKey
{
    Task StartAsync(TimeSpan due, TimeSpan period, bool keepAlive = false);

    Task StartFailingAsync(TimeSpan due, TimeSpan period);

    Task StartBlockingAsync(TimeSpan due, string gate);

    /// <summary>The first tick changes the timer to another due time.</summary>
    Task StartChangingAsync(TimeSpan due, TimeSpan changedDue);

    /// <summary>The tick keeps its turn until the gate is open; that its token is cancelled is written down.</summary>
    Task StartHoggingAsync(TimeSpan due, string gate);

    Task StopAsync();

    /// <summary>Stops the timer once the gate is open.</summary>
    Task StopBehindAsync(string gate);

    Task<int> TouchAsync();

    Task WaitAsync(string gate);

    Task DeactivateAsync();
}
