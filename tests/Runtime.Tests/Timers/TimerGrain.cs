using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Timers;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _touches;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(Key, "deactivate");
        return Task.CompletedTask;
    }

    public Task StartAsync(TimeSpan due, TimeSpan period, bool keepAlive = false)
    {
        _timer = this.RegisterGrainTimer(
            entry => { Journal.Write(Key, entry); return Task.CompletedTask; },
            "tick",
            new GrainTimerCreationOptions(due, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartFailingAsync(TimeSpan due, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Journal.Write(Key, "tick");
                throw new InvalidDataException("A tick fails.");
            },
            due,
            period);
        return Task.CompletedTask;
    }

    public Task StartBlockingAsync(TimeSpan due, string gate)
    {
        _timer = this.RegisterGrainTimer(
            async cancellationToken =>
            {
                Journal.Write(Key, "tick");
                await Gate.Named(gate).PassAsync().WaitAsync(cancellationToken);
            },
            due,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StartChangingAsync(TimeSpan due, TimeSpan changedDue)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Journal.Write(Key, "tick");
                _timer?.Change(changedDue, Timeout.InfiniteTimeSpan);
                return Task.CompletedTask;
            },
            due,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StartHoggingAsync(TimeSpan due, string gate)
    {
        _timer = this.RegisterGrainTimer(
            cancellationToken =>
            {
                cancellationToken.Register(() => Journal.Write(Key, "cancelled"));
                Journal.Write(Key, "tick");
                // The turn is this thread's for as long.
                ((IAsyncResult)Gate.Named(gate).PassAsync()).AsyncWaitHandle.WaitOne();
                Journal.Write(Key, "tock");
                return Task.CompletedTask;
            },
            due,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public async Task StopBehindAsync(string gate)
    {
        await Gate.Named(gate).PassAsync();
        _timer?.Dispose();
    }

    public Task<int> TouchAsync()
    {
        Journal.Write(Key, "touch");
        return Task.FromResult(++_touches);
    }

    public Task WaitAsync(string gate) => Gate.Named(gate).PassAsync();

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
