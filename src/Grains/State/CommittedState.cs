namespace Nusaloka.Grains.State;

/// <summary>
/// A grain's durable state of which only committed values are ever seen: <see cref="Value"/> changes after the write, so
/// calls that interleave with it read the last state that is durable. When the write fails the outcome is unknown, and the
/// grain is deactivated: the next call reads what is really there.
/// </summary>
internal sealed class CommittedState<TState>(IGrainBase grain, IPersistentState<TState> storage)
    where TState : class
{
    private TState? _committed;
    private Task _write = Task.CompletedTask;

    /// <summary>The last state that is durable; a new one when nothing was ever written.</summary>
    public TState Value => _committed ??= storage.State;

    /// <summary>Makes <paramref name="next"/> durable, then visible.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation has written since.</exception>
    public Task CommitAsync(TState next) => _write = WriteAsync(next);

    /// <summary>
    /// The state when the write that is in flight has ended. For calls that interleave and on whose answer others rest a decision: an event of that write may
    /// be delivered before the grain hears that it is durable, and its handler must not find the grain as it was before. Fails when the write does, for
    /// nobody knows then.
    /// </summary>
    public async Task<TState> SettledAsync()
    {
        await _write;
        return Value;
    }

    private async Task WriteAsync(TState next)
    {
        var committed = Value;
        try
        {
            storage.State = next;
            await storage.WriteStateAsync();
        }
        catch
        {
            _committed = committed;
            grain.DeactivateOnIdle();
            throw;
        }

        _committed = next;
    }
}
