using Orleans.Storage;

namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>Reads nothing and cannot write.</summary>
internal sealed class FailingStorage : IGrainStorage
{
    public const string Name = "failing";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("The disk is gone.");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("The disk is gone.");
}
