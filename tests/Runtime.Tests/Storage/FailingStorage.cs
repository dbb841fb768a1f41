using Orleans.Storage;

namespace Nusaloka.Runtime.Tests.Storage;

/// <summary>Reads nothing and cannot write.</summary>
public sealed class FailingStorage : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("The disk is gone.");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("The disk is gone.");
}
