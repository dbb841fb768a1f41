using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Nusaloka.Runtime.Storage;

/// <summary>Keeps states as JSON in memory, so that what is read is never what was written but equal to it.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), Record> _records = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _records.TryGetValue((stateName, grainId), out var record);
        grainState.RecordExists = found && record!.Json is not null;
        grainState.ETag = record?.ETag;
        grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(record!.Json!) : default;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Set(stateName, grainId, grainState, JsonSerializer.SerializeToUtf8Bytes(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Set(stateName, grainId, grainState, null);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void Set<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? json)
    {
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        var next = new Record(json, (stored?.Version ?? 0) + 1);
        if (stored?.ETag != grainState.ETag || !(stored is null ? _records.TryAdd(key, next) : _records.TryUpdate(key, next, stored)))
        {
            throw new InconsistentStateException($"State {stateName} of {grainId} has another version in storage.", stored?.ETag, grainState.ETag);
        }

        grainState.ETag = next.ETag;
    }

    private sealed class Record(byte[]? json, long version)
    {
        public byte[]? Json { get; } = json;

        public long Version { get; } = version;

        public string ETag { get; } = version.ToString(CultureInfo.InvariantCulture);
    }
}
