namespace Nusaloka.Runtime.Tests.Filters;

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> SayAsync(string text) => Task.FromResult($"<{text}>");

    public Task<string> SayThroughAsync(string other, string text) => GrainFactory.GetGrain<IFilteredGrain>(other).SayAsync(text);

    public Task FailAsync() => throw new InvalidDataException("It failed.");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is string said) context.Result = $"own({said})";
    }
}
