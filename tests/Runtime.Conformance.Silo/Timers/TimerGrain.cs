using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Timers;

public sealed class TimerGrain(Journal journal, Gates gates) : LocatedGrain, ITimerGrain
{
    private IGrainTimer? _timer;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => journal.WriteAsync(Key, "deactivate");

    public Task StartAsync(TimeSpan due, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(entry => journal.WriteAsync(Key, entry), "tick", new GrainTimerCreationOptions(due, period));
        return Task.CompletedTask;
    }

    public async Task StartAndStopAsync(TimeSpan due, TimeSpan period)
    {
        await StartAsync(due, period);
        _timer?.Dispose();
    }

    public Task StartFailingAsync(TimeSpan due, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await journal.WriteAsync(Key, "tick");
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
                await gates.PassAsync(gate, cancellationToken);
                await journal.WriteAsync(Key, "tick");
            },
            due,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StartChangingAsync(TimeSpan due, TimeSpan changedDue)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await journal.WriteAsync(Key, "tick");
                _timer?.Change(changedDue, Timeout.InfiniteTimeSpan);
            },
            due,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public async Task StartAndWaitAsync(TimeSpan due, string gate)
    {
        await StartAsync(due, Timeout.InfiniteTimeSpan);
        await gates.PassAsync(gate);
        await journal.WriteAsync(Key, "waited");
    }

    public Task TouchAsync() => journal.WriteAsync(Key, "touch");

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
