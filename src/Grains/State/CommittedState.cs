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

    /// <summary>The last state that is durable; a new one when nothing was ever written.</summary>
    public TState Value => _committed ??= storage.State;

    /// <summary>Makes <paramref name="next"/> durable, then visible.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation has written since.</exception>
    public async Task CommitAsync(TState next)
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
