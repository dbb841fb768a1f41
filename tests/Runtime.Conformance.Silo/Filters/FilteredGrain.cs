using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Filters;

public sealed class FilteredGrain : LocatedGrain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> SayAsync(string text) => Task.FromResult($"<{text}>");

    public Task<string> SayThroughAsync(string other, string text) => Other(other).SayAsync(text);

    public Task<string> WitnessAsync(string text) => Task.FromResult(text);

    public Task<string> WitnessThroughAsync(string other, string text) => Other(other).WitnessAsync(text);

    public Task FailAsync() => throw new InvalidDataException("It failed.");

    public Task RefuseAsync() => throw new InvalidOperationException("The call was to be refused before it came here.");

    public Task<string> ReadContextAsync() => Task.FromResult($"{RequestContext.Get(CallFilters.ContextKey)}");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName is nameof(SayAsync) or nameof(SayThroughAsync)) context.Result = $"own({context.Result})";
    }

    private IFilteredGrain Other(string key) => GrainFactory.GetGrain<IFilteredGrain>(key);
}
