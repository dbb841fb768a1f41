using System.Collections.Concurrent;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>The silos' storage, and how often each grain has read and written.</summary>
internal sealed class CountedStorage
{
    private readonly ConcurrentQueue<(GrainId Grain, string What)> _done = new();

    /// <summary>The storage, counted.</summary>
    public IGrainStorage Over(IGrainStorage inner) => new Counted(inner, _done);

    /// <summary>How often grains with one of the keys have read and written so far; only those of the type when one is named.</summary>
    public (int Reads, int Writes) Of(IReadOnlyCollection<string> keys, string? type = null)
    {
        var theirs = _done.Where(one => keys.Contains(one.Grain.Key.ToString() ?? "") && (type is null || one.Grain.Type.ToString() == type)).ToArray();
        return (theirs.Count(static one => one.What == "read"), theirs.Count(static one => one.What == "write"));
    }

    private sealed class Counted(IGrainStorage inner, ConcurrentQueue<(GrainId Grain, string What)> done) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            done.Enqueue((grainId, "read"));
            return inner.ReadStateAsync(stateName, grainId, grainState);
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            done.Enqueue((grainId, "write"));
            return inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            done.Enqueue((grainId, "clear"));
            return inner.ClearStateAsync(stateName, grainId, grainState);
        }
    }
}
