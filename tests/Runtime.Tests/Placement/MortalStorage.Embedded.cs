using Orleans.Storage;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>
/// A shared storage as one silo reaches it: once the silo is killed none of its writes arrives or is answered any more. In one process a
/// killed silo's threads run on for a moment, and what they wrote then no dead process could write.
/// </summary>
internal sealed class MortalStorage(IGrainStorage shared) : IGrainStorage
{
    private readonly Lock _gate = new();
    private bool _isDead;

    public void Die()
    {
        lock (_gate) _isDead = true;
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        shared.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WhileAlive(() => shared.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WhileAlive(() => shared.ClearStateAsync(stateName, grainId, grainState));

    private Task WhileAlive(Func<Task> write)
    {
        lock (_gate) return _isDead ? new TaskCompletionSource().Task : write();
    }
}
