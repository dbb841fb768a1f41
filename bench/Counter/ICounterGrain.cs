namespace Nusaloka.Bench.Counter;

/// <summary>Counts, and writes each new count before it answers it.</summary>
[Alias("nusaloka.bench.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Increment")]
    Task<long> IncrementAsync();
}

/// <summary>What a counter remembers.</summary>
public sealed record CounterState
{
    public long Count { get; init; }
}

/// <inheritdoc cref="ICounterGrain"/>
public sealed class CounterGrain([PersistentState("state")] IPersistentState<CounterState> state) : Grain, ICounterGrain
{
    public async Task<long> IncrementAsync()
    {
        state.State = new CounterState { Count = state.State.Count + 1 };
        await state.WriteStateAsync();
        return state.State.Count;
    }
}
