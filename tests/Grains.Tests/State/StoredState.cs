using Orleans.Storage;

namespace Nusaloka.Grains.Tests.State;

/// <summary>A grain's state in the real storage, for what an activation does without one.</summary>
internal sealed class StoredState<TState>(IGrainStorage storage, GrainId id) : IPersistentState<TState>
    where TState : new()
{
    private readonly GrainState<TState> _state = new() { State = new TState() };

    public TState State
    {
        get => _state.State ??= new TState();
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync("state", id, _state);

    public Task WriteStateAsync() => storage.WriteStateAsync("state", id, _state);

    public Task ClearStateAsync() => storage.ClearStateAsync("state", id, _state);
}
