using Orleans.Storage;

namespace Nusaloka.Testing;

/// <summary>
/// Wraps a storage and fails some operations, chosen by a seed that is printed: before they reach it (nothing happened), or after
/// they succeeded (it happened, but nobody was told). A grain must stay correct under both.
/// </summary>
public sealed class FaultInjectingGrainStorage : IGrainStorage
{
    private readonly IGrainStorage _inner;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly double _refuse;
    private readonly double _forget;

    /// <summary>Wraps a storage.</summary>
    /// <param name="inner">The storage that does the work.</param>
    /// <param name="output">Where the seed is printed, such as ITestOutputHelper.WriteLine.</param>
    /// <param name="refuse">Share of operations that fail before they reach the storage, from 0 to 1.</param>
    /// <param name="forget">Share of writes and clears that are done but whose answer is lost, from 0 to 1.</param>
    /// <param name="seed">A seed that was printed, to see the same faults again; random when not given.</param>
    public FaultInjectingGrainStorage(IGrainStorage inner, Action<string> output, double refuse = 0.1, double forget = 0.1, int? seed = null)
    {
        _inner = inner;
        _refuse = refuse;
        _forget = forget;
        Seed = seed ?? Random.Shared.Next();
        _random = new Random(Seed);
        output($"Storage faults by seed {Seed} (refuse {refuse:0.##}, forget {forget:0.##})");
    }

    /// <summary>The seed of this run.</summary>
    public int Seed { get; }

    /// <summary>Operations that failed before they reached the storage.</summary>
    public int Refused { get; private set; }

    /// <summary>Operations that succeeded and were answered with a failure.</summary>
    public int Forgotten { get; private set; }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        MaybeRefuse(grainId);
        await _inner.ReadStateAsync(stateName, grainId, grainState);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        MaybeRefuse(grainId);
        var answer = Copy(grainState);
        await _inner.WriteStateAsync(stateName, grainId, answer);
        MaybeForget(grainId);
        Take(grainState, answer);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        MaybeRefuse(grainId);
        var answer = Copy(grainState);
        await _inner.ClearStateAsync(stateName, grainId, answer);
        MaybeForget(grainId);
        Take(grainState, answer);
    }

    private static GrainState<T> Copy<T>(IGrainState<T> state) =>
        new() { State = state.State, ETag = state.ETag, RecordExists = state.RecordExists };

    private static void Take<T>(IGrainState<T> target, GrainState<T> answer)
    {
        target.State = answer.State;
        target.ETag = answer.ETag;
        target.RecordExists = answer.RecordExists;
    }

    private void MaybeRefuse(GrainId grainId)
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= _refuse)
                return;
            Refused++;
        }

        throw new IOException($"Injected by seed {Seed}: the storage refused {grainId}; nothing happened.");
    }

    private void MaybeForget(GrainId grainId)
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= _forget)
                return;
            Forgotten++;
        }

        throw new IOException($"Injected by seed {Seed}: the storage did its work for {grainId}, the answer was lost.");
    }
}
